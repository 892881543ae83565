/**
 * The table of `docs/protocol.md`, from the table of trial fields. Run, it puts
 * the one in place of the other; `deno fmt` then brings its columns in line:
 * `deno run -P=test tests/docs/_field_table.ts`
 */
import { columnOf } from "../../bench/trials/describe_spec.ts";
import type { Field } from "../../bench/trials/field.ts";
import { type FieldName, FIELDS } from "../../bench/trials/fields.ts";
import { DOCUMENTS, ROOT } from "./_documents.ts";

/** The page that has the table. */
export const PAGE = "docs/protocol.md";

/** The table in a page: what begins with its header, up to an empty line. */
export const TABLE = /^\| column +\| value +\| meaning +\|\n(\|.*\n)+/m;

/** The rows of the table: of fields that the reference protocol has a value for. */
export function fieldRows(): string[][] {
  return Object.entries(FIELDS as Readonly<Record<string, Field>>)
    .filter(([, { isHidden, default: usual }]) =>
      usual !== undefined && !isHidden
    )
    .flatMap(([name, { values, says, default: usual, option }]) => {
      const rows = values === undefined
        ? [[
          usual === null ? option?.otherwise ?? "none" : `\`${usual}\``,
          says,
        ]]
        : Object.entries(values).map(([value, meaning], at) => [
          `\`${value}\``,
          at === 0 ? `${says}: ${meaning}` : meaning,
        ]);
      const column = `\`${columnOf(name as FieldName)}\``;
      return rows.map((row, at) => [at === 0 ? column : "", ...row]);
    });
}

if (import.meta.main) {
  const lines = [["column", "value", "meaning"], ["---", "---", "---"]]
    .concat(fieldRows()).map((cells) => `| ${cells.join(" | ")} |\n`);
  await Deno.writeTextFile(
    new URL(PAGE, ROOT),
    DOCUMENTS.get(PAGE)!.replace(TABLE, () => lines.join("")),
  );
}
