/** Where the files of a data set are kept once they are fetched. */
import type { DatasetEntry } from "../dataset.ts";

/**
 * The folder of a data set's files. Those that come in one archive share it.
 *
 * @param entry The data set.
 * @param cache The project's cache folder.
 * @returns The path; nothing need be there.
 */
export function cacheFolder(
  { name, collection = name }: Pick<DatasetEntry, "name" | "collection">,
  cache: string,
): string {
  return `${cache}/datasets/${collection}`;
}
