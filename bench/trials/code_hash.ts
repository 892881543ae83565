/**
 * What computes trials, as one hash: the code's part of a trial's key.
 *
 * It covers the worker's module and every module that it imports, so that no
 * result outlives a change of the code that made it. A change of a comment is a
 * change too: rather a trial too many than a stale one.
 */
import { createHash } from "node:crypto";

const ROOT = new URL("../../", import.meta.url);
const ENTRY = new URL("./worker.ts", import.meta.url);

/** `import ... from "x"`, `import "x"`; the first group is of types alone. */
const STATIC =
  /^(?:import|export)\s(?:(type\s)?[\w\s{},*$]*?\sfrom\s)?"([^"]+)"/gm;
const DYNAMIC = /\bimport\(\s*"([^"]+)"/g;

/**
 * Hashes the code that computes trials.
 *
 * @returns SHA-256 in hexadecimal, of the modules and of the versions of the
 * packages they use. Where the suite is itself imported from a registry, the
 * versioned address stands for its code.
 */
export async function codeHash(entry: URL = ENTRY): Promise<string> {
  const texts = new Map<string, string>();
  const waiting = [entry];
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    if (texts.has(url.href)) continue;
    const isLocal = url.protocol === "file:";
    const text = isLocal ? await Deno.readTextFile(url) : "";
    texts.set(url.href, text);
    waiting.push(...importsOf(text, url));
  }
  const modules = [...texts].map(([href, text]) =>
    href.startsWith(ROOT.href)
      ? [href.slice(ROOT.href.length), text]
      : [href, text]
  ).sort();
  return createHash("sha256")
    .update(JSON.stringify([modules, await packageVersions()]))
    .digest("hex");
}

/** The modules of ours that a module runs; types are gone by then. */
function importsOf(text: string, base: URL): URL[] {
  const named = [...text.matchAll(STATIC)]
    .filter(([, type]) => type === undefined)
    .map(([, , name]) => name as string);
  const loaded = [...text.matchAll(DYNAMIC)].map(([, name]) => name as string);
  return [...named, ...loaded]
    .filter((name) => name.startsWith("."))
    .map((name) => new URL(name, base));
}

/** What the project's own import map pins. */
async function packageVersions(): Promise<unknown> {
  if (ROOT.protocol !== "file:") return undefined;
  const text = await Deno.readTextFile(new URL("deno.json", ROOT));
  return JSON.parse(text).imports;
}
