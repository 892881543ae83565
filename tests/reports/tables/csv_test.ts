import { assertEquals, assertThrows } from "@std/assert";
import { parse } from "@std/csv";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { toCsv } from "../../../reports/tables/csv.ts";

/** Writes one cell, and gives what stands in the file for it. */
function cellText(cell: string | number | boolean): string {
  const [, row] = toCsv(["left", "cell"], [{ left: 0, cell }]).split("\r\n0,");
  return row!.slice(0, -2);
}

Deno.test("toCsv() writes a header and a row a line", () => {
  assertEquals(
    toCsv(["seed", "f1"], [{ seed: 1, f1: 0.5 }, { seed: 2, f1: 0.25 }]),
    "seed,f1\r\n1,0.5\r\n2,0.25\r\n",
  );
});

Deno.test("toCsv() writes the header even of no rows", () => {
  assertEquals(toCsv(["seed", "f1"], []), "seed,f1\r\n");
});

Deno.test("toCsv() goes by the columns, not by the order of keys", () => {
  const row = { f1: 0.5, seed: 1, unasked: 9 };
  assertEquals(toCsv(["seed", "f1"], [row]), "seed,f1\r\n1,0.5\r\n");
});

Deno.test("toCsv() leaves missing cells empty", () => {
  assertEquals(
    toCsv(["a", "b", "c"], [{ b: 1 }, {}, { a: undefined, c: 0 }]),
    "a,b,c\r\n,1,\r\n,,\r\n,,0\r\n",
  );
});

Deno.test("toCsv() quotes commas, quotes and line breaks", () => {
  assertEquals(cellText("a,b"), '"a,b"');
  assertEquals(cellText('say "no"'), '"say ""no"""');
  assertEquals(cellText("two\nlines"), '"two\nlines"');
  assertEquals(cellText("two\r\nlines"), '"two\r\nlines"');
});

Deno.test("toCsv() leaves ordinary text as it is", () => {
  for (const text of ["healthy", "a;b", "it's", "Ångström 木", "a=b", "3-4"]) {
    assertEquals(cellText(text), text);
  }
});

Deno.test("toCsv() puts an apostrophe before what looks like a formula", () => {
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "=", "-"]) {
    assertEquals(cellText(text), `'${text}`);
  }
  assertEquals(cellText("=A1,B1"), `"'=A1,B1"`);
  for (const text of ["\t=1", "\r=1"]) {
    const [row] = parse(toCsv(["cell"], [{ cell: text }])).slice(1);
    assertEquals(row, [`'${text}`]);
  }
});

Deno.test("toCsv() guards what looks guarded, so that it comes back", () => {
  for (const text of ["'=1", "''+1"]) assertEquals(cellText(text), `'${text}`);
  for (const text of ["'", "'a", "''"]) assertEquals(cellText(text), text);
});

Deno.test("toCsv() keeps negative numbers numbers", () => {
  const numbers = [-1, -0.5, -1e-7, -1e21, 0, 1e-7, 1 / 3, 2 ** 53];
  for (const number of numbers) {
    assertEquals(cellText(number), String(number));
    assertEquals(Number(cellText(number)), number);
  }
});

Deno.test("toCsv() writes truth values as words", () => {
  assertEquals(cellText(true), "true");
  assertEquals(cellText(false), "false");
});

Deno.test("toCsv() refuses numbers that are not finite", () => {
  for (const number of [NaN, Infinity, -Infinity]) {
    const error = assertThrows(
      () => toCsv(["seed", "f1"], [{ seed: 1, f1: 0 }, { f1: number }]),
      RangeError,
    );
    assertEquals(error.message, `Cannot write ${number} into the column f1`);
  }
});

Deno.test("toCsv() writes what parse() of @std/csv reads back", () => {
  const generator = mersenne(11);
  const letters = Array.from(`ab ,;"'\n=+-@\t|é木0.`);
  const columns = ["first", "second", "third"] as const;
  for (let run = 0; run < 300; run++) {
    const rows = Array.from({ length: uniformInt(generator, 0, 4) }, () => {
      const cell = () =>
        Array.from(
          { length: uniformInt(generator, 0, 6) },
          () => letters[uniformInt(generator, 0, letters.length - 1)],
        ).join("");
      return { first: cell(), second: cell(), third: cell() };
    });
    const guarded = rows.map((row) =>
      columns.map((column) =>
        /^'*[=+\-@\t\n]/.test(row[column]) ? `'${row[column]}` : row[column]
      )
    );
    assertEquals(parse(toCsv(columns, rows)), [[...columns], ...guarded]);
  }
});
