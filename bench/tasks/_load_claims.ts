/** The claims that the bench files declare. */
import type { Claim } from "../study/claim.ts";
import { UsageError } from "../study/usage_error.ts";

/**
 * Loads the claims of a run: every bench file beside this folder exports one.
 *
 * @param filter Parts of the names of those that are wanted; all if none.
 * @returns The claims, in the order of the files' names.
 * @throws {UsageError} If no name has any of the parts.
 */
export async function loadClaims(filter: readonly string[]): Promise<Claim[]> {
  const folder = new URL("../", import.meta.url);
  const files: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith("_bench.ts")) files.push(name);
  }
  const claims = await Promise.all(
    files.sort().map(async (name) =>
      (await import(new URL(name, folder).href)).default as Claim
    ),
  );
  const selected = claims.filter(({ name }) =>
    filter.length === 0 || filter.some((part) => name.includes(part))
  );
  if (selected.length > 0) return selected;
  const names = claims.map(({ name }) => name).join(", ");
  throw new UsageError(
    `Cannot find a claim with "${
      filter.join('" or "')
    }" in its name: there are ${names}`,
  );
}
