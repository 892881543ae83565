import { parse } from "@std/csv";
import { assertEquals } from "@std/assert";
import { listCell } from "../../../reports/tables/list_cell.ts";
import { toCsv } from "../../../reports/tables/csv.ts";

const LISTS = [
  ["healthy"],
  ["healthy", "rust"],
  ["spot; early", "rust"],
  ["spot", " early;rust"],
  ['a "b"', ";", '"'],
  ["a, b", "葉", "it's", "trailing "],
];

Deno.test("listCell() can be told apart again, whatever the names", () => {
  for (const names of LISTS) {
    assertEquals(parse(listCell(names), { separator: ";" }), [names]);
  }
});

Deno.test("listCell() gives different lists different cells", () => {
  assertEquals(new Set(LISTS.map(listCell)).size, LISTS.length);
  assertEquals(listCell([0.5, 1]), "0.5;1");
});

Deno.test("listCell() survives the report that it stands in", () => {
  for (const names of LISTS) {
    const text = toCsv(["minority"], [{ minority: listCell(names) }]);
    const [row] = parse(text, { skipFirstRow: true });
    assertEquals(row!.minority, listCell(names));
  }
});
