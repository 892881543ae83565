/** The reports that are made of other reports, without training. */
import { toDataPackage } from "../../../reports/tables/data_package.ts";
import { toIndexHtml } from "../../../reports/html/index_html.tsx";
import { readDocument } from "../../../reports/read_document.ts";
import { writeFiles } from "./write_files.ts";

/**
 * Reads a result set, and writes everything that is a function of it.
 *
 * @param folder The folder of its files.
 * @returns The names of the files that were written.
 * @throws {Deno.errors.NotFound} If a file of the result set is missing.
 * @throws {SyntaxError} If one is damaged, or of another version.
 */
export async function rebuildReports(folder: string): Promise<string[]> {
  const document = await readDocument(folder);
  const files = {
    "datapackage.json": toDataPackage(),
    "index.html": await toIndexHtml(document),
  };
  await writeFiles(folder, files);
  return Object.keys(files);
}
