import { assertEquals } from "@std/assert";
import { DOCUMENTS } from "./_documents.ts";
import { fieldRows, PAGE, TABLE } from "./_field_table.ts";

Deno.test("protocol.md has the fields, their values and meanings", () => {
  const [table = ""] = TABLE.exec(DOCUMENTS.get(PAGE)!) ?? [];
  const rows = table.trim().split("\n").slice(2).map((line) =>
    line.split("|").slice(1, -1).map((cell) => cell.trim())
  );
  assertEquals(rows, fieldRows());
});
