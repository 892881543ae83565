/** Where the files of a data set are kept. */
import type { DatasetReader } from "../dataset.ts";

/**
 * The folder of a data set's files. Those that come in one archive share it.
 *
 * @param reader The data set.
 * @param cache The project's cache folder.
 * @returns The path; nothing need be there.
 */
export function cacheFolder(
  { name, collection = name }: Pick<DatasetReader, "name" | "collection">,
  cache: string,
): string {
  return `${cache}/datasets/${collection}`;
}
