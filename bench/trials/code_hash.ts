/**
 * What computes trials, as one hash: the code's part of a trial's key.
 *
 * It covers what draws, reads, trains and measures, so that no result outlives a
 * change of the code that made it. Comments, formatting and types do not count,
 * nor does what describes or fetches data sets: what cannot change a result must
 * not have days of training done again.
 */
import { createHash } from "node:crypto";
import { modulesOf, type ReadModule } from "./modules_of.ts";
import type { ParsedModule } from "./parse_module.ts";

const ROOT = new URL("../../", import.meta.url);

/** What computes a trial: with all that these import. */
export const COMPUTING: readonly URL[] = [
  new URL("./workers/trial_runner.ts", import.meta.url),
  new URL("../../models/engines/start_engine.ts", import.meta.url),
  new URL("../../models/features/frozen_body.ts", import.meta.url),
];

/**
 * Hashes the code that computes trials.
 *
 * @param entries The modules that it begins with.
 * @param read Where texts come from, if not from the disk.
 * @returns SHA-256 in hexadecimal, of the modules and of the versions of the
 * packages they use. Where the suite is itself imported from a registry, the
 * versioned address stands for its code.
 */
export async function codeHash(
  entries: readonly URL[] = COMPUTING,
  read?: ReadModule,
): Promise<string> {
  return await hashModules(await modulesOf(entries, read), read);
}

/**
 * Hashes modules, and the versions of the packages that they import.
 *
 * @param modules By their addresses.
 * @param read Where the import map comes from, if not from the disk.
 * @returns SHA-256 in hexadecimal.
 */
export async function hashModules(
  modules: ReadonlyMap<string, ParsedModule>,
  read?: ReadModule,
): Promise<string> {
  const meanings = [...modules].map(([href, { meaning }]) =>
    href.startsWith(ROOT.href)
      ? [href.slice(ROOT.href.length), meaning]
      : [href, meaning]
  ).sort();
  return createHash("sha256")
    .update(JSON.stringify([meanings, await pinsOf(modules.values(), read)]))
    .digest("hex");
}

/** The packages that modules import, as the project's import map pins them. */
async function pinsOf(
  modules: Iterable<ParsedModule>,
  read: ReadModule = (url) => Deno.readTextFile(url),
): Promise<string[]> {
  if (ROOT.protocol !== "file:") return [];
  const text = await read(new URL("deno.json", ROOT));
  const pins = Object.entries<string>(JSON.parse(text).imports);
  const names = new Set([...modules].flatMap(({ imports }) => imports));
  return pins
    .filter(([key]) =>
      names.has(key) ||
      key.endsWith("/") && [...names].some((name) => name.startsWith(key))
    )
    .map(([, pinned]) => pinned)
    .sort();
}
