import { assertEquals, assertThrows } from "@std/assert";
import { parse } from "@std/csv";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { listCell } from "../../../../reports/formats/csv/list_cell.ts";
import {
  type Cell,
  number,
  tableCsv,
  text,
} from "../../../../reports/formats/csv/table.ts";
import { guarded } from "../_guarded.ts";

/** A table of one column. */
function columnCsv(cells: readonly Cell[]): string {
  const columns = {
    left: number<Cell>("nothing", () => 0),
    cell: text<Cell>("a cell", (cell) => cell),
  };
  return tableCsv({ columns }, cells);
}

Deno.test("tableCsv() writes a header and a row a line, and a missing cell empty", () => {
  assertEquals(columnCsv([]), "left,cell\r\n");
  assertEquals(
    columnCsv(["a", undefined, null, 0]),
    "left,cell\r\n0,a\r\n0,\r\n0,\r\n0,0\r\n",
  );
});

Deno.test("tableCsv() guards what a spreadsheet takes for a formula, and nothing else", () => {
  const writes = (cell: string, written: string) =>
    assertEquals(columnCsv([cell]), `left,cell\r\n0,${written}\r\n`);
  for (const name of ["=1+1", "+1", "-1", "@SUM(A1)", "=", "'=1", "''+1"]) {
    writes(name, `'${name}`);
  }
  for (const name of ["a;b", "it's", "'", "'a", "Ångström 木", "a=b", "3-4"]) {
    writes(name, name);
  }
  writes("=A1,B1", `"'=A1,B1"`);
  writes('say "no"', '"say ""no"""');
  writes("two\r\nlines", '"two\r\nlines"');
});

Deno.test("tableCsv() keeps every bit of a number, and refuses what is none", () => {
  const numbers = [-1, -0.5, -1e-7, -1e21, 0, 1e-7, 1 / 3, 2 ** 53];
  const rows = parse(columnCsv(numbers), { skipFirstRow: true });
  assertEquals(rows.map(({ cell }) => Number(cell)), numbers);
  for (const cell of [NaN, Infinity, -Infinity]) {
    assertThrows(
      () => columnCsv([0, cell]),
      RangeError,
      `Cannot write ${cell} into the column cell`,
    );
  }
});

Deno.test("tableCsv() writes what parse() of @std/csv reads back", () => {
  const generator = mersenne(11);
  const letters = Array.from(`ab ,;"'\n=+-@\t|é木0.`);
  for (let run = 0; run < 300; run++) {
    const cells = Array.from(
      { length: uniformInt(generator, 0, 4) },
      () =>
        Array.from(
          { length: uniformInt(generator, 0, 6) },
          () => letters[uniformInt(generator, 0, letters.length - 1)],
        ).join(""),
    );
    const rows = parse(columnCsv(cells), { skipFirstRow: true });
    assertEquals(rows.map(({ cell }) => cell), cells.map(guarded));
  }
});

Deno.test("listCell() can be told apart again, whatever the names", () => {
  const lists = [
    ["healthy"],
    ["healthy", "rust"],
    ["spot; early", "rust"],
    ['a "b"', ";", '"'],
    ["a, b", "葉", "it's", "trailing "],
  ];
  for (const names of lists) {
    assertEquals(parse(listCell(names), { separator: ";" }), [names]);
    const [row] = parse(columnCsv([listCell(names)]), { skipFirstRow: true });
    assertEquals(row!.cell, listCell(names));
  }
  assertEquals(new Set(lists.map(listCell)).size, lists.length);
  assertEquals(listCell([0.5, null, 1]), "0.5;;1");
});
