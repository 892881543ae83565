/** The published files of a data set, from the cache or the network. */
import type { DatasetProgress, PublishedFile } from "../dataset.ts";
import { fetchFile } from "./fetch_file.ts";

/**
 * Fetches what is not in the cache yet.
 *
 * @param files What is published.
 * @param options The folder they are kept in, and who is told.
 * @throws {Error} If a file cannot be had from any of its mirrors.
 */
export async function fetchFiles(
  files: readonly PublishedFile[],
  options: {
    folder: string;
    onProgress?: ((progress: DatasetProgress) => void) | undefined;
  },
): Promise<void> {
  const { folder, onProgress } = options;
  await Deno.mkdir(folder, { recursive: true });
  for (const { name, mirrors, bytes, sha256 } of files) {
    await fetchFile(`${folder}/${name}`, {
      mirrors,
      sha256,
      // Without a hash the file may be published anew, in another size; its
      // content is checked when it is read.
      ...(sha256 === undefined ? {} : { bytes }),
      onProgress: ({ bytes: done, totalBytes }) =>
        onProgress?.({
          action: `fetching ${name}`,
          done: mebibytes(done),
          total: totalBytes === undefined ? undefined : mebibytes(totalBytes),
          unit: "MiB",
        }),
    });
  }
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
