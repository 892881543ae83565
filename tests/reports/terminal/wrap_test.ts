import { assert, assertEquals } from "@std/assert";
import { wrap } from "../../../reports/terminal/wrap.ts";

Deno.test("wrap() breaks at 80 columns, and indents what follows", () => {
  const text = "word ".repeat(40).trim();
  const lines = wrap(text, "  ");
  assert(lines.every((line) => line.length <= 80), lines.join("\n"));
  assertEquals(lines.map((line) => line.slice(0, 6)), [
    "word w",
    ...lines.slice(1).map(() => "  word"),
  ]);
  assertEquals(lines.join(" ").replace(/ +/g, " "), text);
});

Deno.test("wrap() keeps the spaces before the first word", () => {
  assertEquals(wrap("    because", "    "), ["    because"]);
});

Deno.test("wrap() leaves a word that is too long whole", () => {
  const long = "x".repeat(100);
  assertEquals(wrap(`a ${long} b`), ["a", long, "b"]);
});
