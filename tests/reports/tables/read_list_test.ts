import { assertEquals } from "@std/assert";
import { listCell } from "../../../reports/tables/list_cell.ts";
import { readList } from "../../../reports/tables/read_list.ts";
import { HOSTILE_NAMES } from "../_result_set.ts";

Deno.test("readList() reads no values of an empty cell", () => {
  assertEquals(readList(undefined), []);
  assertEquals(readList(""), []);
});

Deno.test("readList() gives back what listCell() joined", () => {
  const lists = [
    ["a"],
    ["a", "b"],
    ["", "", "0.5"],
    ["", 'a"'],
    ["a;b", ""],
    HOSTILE_NAMES,
    [...HOSTILE_NAMES].reverse(),
  ];
  for (const list of lists) assertEquals(readList(listCell(list)), list);
});
