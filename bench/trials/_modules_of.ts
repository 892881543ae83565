/** The modules that a module runs, found in their texts. */

/** `import ... from "x"`, `import "x"`; the first group is of types alone. */
const STATIC =
  /^(?:import|export)\s(?:(type\s)?[\w\s{},*$]*?\sfrom\s)?"([^"]+)"/gm;
const DYNAMIC = /\bimport\(\s*"([^"]+)"/g;

/**
 * Reads a module and all of ours that it runs, near and far.
 *
 * @param entry Where to begin.
 * @returns The text of each by its address; an address that is not a file's
 * stands for its text.
 */
export async function modulesOf(entry: URL): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const waiting = [entry];
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    if (texts.has(url.href)) continue;
    const isLocal = url.protocol === "file:";
    const text = isLocal ? await Deno.readTextFile(url) : "";
    texts.set(url.href, text);
    const ours = importsOf(text).filter((name) => name.startsWith("."));
    waiting.push(...ours.map((name) => new URL(name, url)));
  }
  return texts;
}

/** What a module imports to run, as it is written; types are gone by then. */
export function importsOf(text: string): string[] {
  const named = [...text.matchAll(STATIC)]
    .filter(([, type]) => type === undefined)
    .map(([, , name]) => name as string);
  const loaded = [...text.matchAll(DYNAMIC)].map(([, name]) => name as string);
  return [...named, ...loaded];
}
