import { assertEquals } from "@std/assert";
import { paintVerdicts } from "../../../reports/terminal/paint_verdicts.ts";

Deno.test("paintVerdicts() colours verdicts, and marks what was not expected", () => {
  assertEquals(
    paintVerdicts(
      "  sigmoid/contrast  contradicted  -0.1 expected: supported\n" +
        "  supported/one     inconclusive  +0.1",
    ),
    "  sigmoid/contrast  \x1b[31mcontradicted\x1b[0m  -0.1 " +
      "\x1b[1mexpected: supported\x1b[0m\n" +
      "  supported/one     \x1b[33minconclusive\x1b[0m  +0.1",
  );
});
