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

Deno.test("wrap() keeps intervals, odds and units together", () => {
  const parts = ["[0.00, +0.73]", "89 %", "77 to 1", "3 min 05 s"];
  for (const part of parts) {
    for (let before = 1; before < 12; before++) {
      const lines = wrap(`${"x".repeat(before)} ${part} end`, "", 16);
      assert(lines.some((line) => line.includes(part)), lines.join("|"));
    }
  }
});
