/** The claims that the bench files declare. */
import type { Claim } from "../../bench/study/claim.ts";

/** The folder of the bench files. */
export const BENCH = new URL("../../bench/", import.meta.url);

/** The claims of all bench files, in the order of the files' names. */
export async function loadClaims(): Promise<Claim[]> {
  const files: string[] = [];
  for await (const { name } of Deno.readDir(BENCH)) {
    if (name.endsWith("_bench.ts")) files.push(name);
  }
  return await Promise.all(
    files.sort().map(async (file): Promise<Claim> =>
      (await import(new URL(file, BENCH).href)).default
    ),
  );
}
