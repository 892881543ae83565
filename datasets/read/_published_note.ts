/** Tells local copies from what was published. */
import { createHash } from "node:crypto";
import type { DatasetFile } from "../dataset.ts";

/**
 * What people should know of a local copy that is packed in another way than
 * the published file: its content is read, but nothing vouches for it.
 *
 * @param path The copy.
 * @param published What it should be.
 * @returns A note, or none if it is the published file, or no file at all.
 */
export async function publishedNote(
  path: string,
  { name, sha256 }: DatasetFile,
): Promise<string[]> {
  if (sha256 === undefined || !(await Deno.stat(path)).isFile) return [];
  const hash = createHash("sha256");
  using file = await Deno.open(path);
  for await (const chunk of file.readable) hash.update(chunk);
  const got = hash.digest("hex");
  if (got === sha256) return [];
  return [
    `${name} is not packed as published: wanted SHA-256 ${sha256}, got ` +
    `${got}; its images may be others`,
  ];
}
