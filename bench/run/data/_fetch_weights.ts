/** Fetches published weights from the hub, as the hub says they are. */
import {
  fetchFile,
  type FetchProgress,
} from "../../../datasets/acquire/fetch_file.ts";

/** Settings of {@linkcode fetchWeights}. */
export interface FetchWeightsOptions {
  /** Where the hub is. */
  hub: string;
  /** The project's cache folder. */
  cache: string;
  /** Told how far the download is. */
  onProgress?: (progress: FetchProgress) => void;
}

/** The file that each repository of weights has. */
const FILE = "model.safetensors";

/**
 * The note that stands for a large file in a repository.
 * Source: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
 */
const NOTE =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:([0-9a-f]{64})\nsize ([1-9]\d*)\n/;

/**
 * Fetches the weights of a name once, into the cache.
 *
 * The hub keeps a note with the SHA-256 and the size of the file, and the file
 * itself elsewhere: the note is asked for first, and the file compared with it.
 *
 * @param name One of timm's.
 * @returns The file's path.
 * @throws {SyntaxError} If what the hub has for the note is none.
 * @throws {Error} If the hub does not give the note, or the file that it tells
 * of.
 */
export async function fetchWeights(
  name: string,
  options: FetchWeightsOptions,
): Promise<string> {
  const { hub, cache, onProgress = () => {} } = options;
  const folder = `${cache}/weights/${name}`;
  const path = `${folder}/${FILE}`;
  if (await Deno.stat(path).then(() => true, () => false)) return path;
  const repository = `${hub}/timm/${name}`;
  const file = `${repository}/resolve/main/${FILE}`;
  const byHand = `from ${file}, and give its path to --weights`;
  const url = `${repository}/raw/main/${FILE}`;
  const note = await readNote({ url, byHand }, folder);
  await fetchFile(path, { mirrors: [file], ...note, onProgress, byHand });
  return path;
}

async function readNote(
  { url, byHand }: { url: string; byHand: string },
  folder: string,
): Promise<{ sha256: string; bytes: number }> {
  await Deno.mkdir(folder, { recursive: true });
  // Not kept: what is there tomorrow is another note, if the file is another.
  const temporary = await Deno.makeTempDir({ dir: folder });
  try {
    const path = `${temporary}/${FILE}`;
    await fetchFile(path, { mirrors: [url], sha256: undefined, byHand });
    const [, sha256, bytes] = NOTE.exec(await Deno.readTextFile(path)) ?? [];
    if (sha256 !== undefined) return { sha256, bytes: Number(bytes) };
  } finally {
    await Deno.remove(temporary, { recursive: true });
  }
  throw new SyntaxError(
    `Cannot fetch ${FILE}: ${url} is no note of its hash and size. Next step: ` +
      `fetch it by hand ${byHand}`,
  );
}
