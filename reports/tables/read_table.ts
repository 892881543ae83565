/** Reads one file of a folder of reports. */
import type { Fields, RowOf } from "./field.ts";
import { readCsv } from "./read_csv.ts";

/**
 * Reads a CSV file of a result set.
 *
 * @param folder The folder of the file.
 * @param table Its name, and the columns that are wanted of it.
 * @returns A record a row.
 * @throws {Deno.errors.NotFound} If there is no such file.
 * @throws {SyntaxError} If it is damaged, or has not the columns.
 */
export async function readTable<Columns extends Fields>(
  folder: string,
  { path, fields }: { path: string; fields: Columns },
): Promise<RowOf<Columns>[]> {
  const name = `${folder}/${path}`;
  try {
    return readCsv(await Deno.readTextFile(name), fields, { name });
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    throw new Deno.errors.NotFound(
      `Cannot read ${name}: there is no such file. Next step: deno task ` +
        "bench first, or name the folder of its reports",
      { cause },
    );
  }
}
