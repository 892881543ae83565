/** Everything that a run leaves in files. */
import { DOCUMENT_FILE, type RunDocument } from "../../../reports/document.ts";
import { writeFiles } from "./write_files.ts";
import { type FormatPlaces, writeFormats } from "./write_formats.ts";

/**
 * Writes the document of a run, and what is made of it.
 *
 * @param document The run; it may have been stopped before its end.
 * @param places Where all of it goes.
 */
export async function writeRun(
  document: RunDocument,
  places: FormatPlaces,
): Promise<void> {
  await writeFiles(places.out, { [DOCUMENT_FILE]: JSON.stringify(document) });
  await writeFormats(document, places, Deno.env.toObject());
}
