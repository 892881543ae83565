/** The values of a cell that holds several. */

/**
 * Takes apart what `listCell()` joined.
 *
 * @param cell The text of the cell; nothing for an empty one.
 * @returns The values, in order; none of an empty cell.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readList } from "./read_list.ts";
 * assertEquals(readList('"spot; early";rust'), ["spot; early", "rust"]);
 * ```
 */
export function readList(cell: string | undefined): string[] {
  if (cell === undefined || cell === "") return [];
  if (!cell.includes('"')) return cell.split(";");
  const values: string[] = [];
  VALUE.lastIndex = 0;
  do {
    const [plain = "", quoted] = VALUE.exec(cell) ?? [];
    values.push(quoted?.replaceAll('""', '"') ?? plain);
  } while (cell[VALUE.lastIndex++] === ";");
  return values;
}

/** A value in quotes, in which a quote is doubled, or one without any. */
const VALUE = /"((?:[^"]|"")*)"|[^;]*/y;
