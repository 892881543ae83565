/**
 * What computes trials, as one hash: the code's part of a trial's key.
 *
 * It covers the worker's module and every module that it imports, so that no
 * result outlives a change of the code that made it. A change of a comment is a
 * change too: rather a trial too many than a stale one.
 */
import { createHash } from "node:crypto";
import { importsOf, modulesOf } from "./_modules_of.ts";

const ROOT = new URL("../../", import.meta.url);
const ENTRY = new URL("./workers/worker.ts", import.meta.url);

/**
 * Hashes the code that computes trials.
 *
 * @returns SHA-256 in hexadecimal, of the modules and of the versions of the
 * packages they use. Where the suite is itself imported from a registry, the
 * versioned address stands for its code.
 */
export async function codeHash(entry: URL = ENTRY): Promise<string> {
  const texts = await modulesOf(entry);
  const modules = [...texts].map(([href, text]) =>
    href.startsWith(ROOT.href)
      ? [href.slice(ROOT.href.length), text]
      : [href, text]
  ).sort();
  return createHash("sha256")
    .update(JSON.stringify([modules, await packagesOf(texts.values())]))
    .digest("hex");
}

/** The packages that modules import, as the project's import map pins them. */
async function packagesOf(texts: Iterable<string>): Promise<string[]> {
  if (ROOT.protocol !== "file:") return [];
  const text = await Deno.readTextFile(new URL("deno.json", ROOT));
  const pins = Object.entries<string>(JSON.parse(text).imports);
  const names = new Set([...texts].flatMap(importsOf));
  return pins
    .filter(([key]) =>
      names.has(key) ||
      key.endsWith("/") && [...names].some((name) => name.startsWith(key))
    )
    .map(([, pinned]) => pinned)
    .sort();
}
