/** The modules that modules run, near and far. */
import { type ParsedModule, parseModule } from "./parse_module.ts";

/** Gives the text of a module of ours. */
export type ReadModule = (url: URL) => Promise<string>;

/**
 * Parses modules and all of ours that they run.
 *
 * @param entries Where to begin.
 * @param read Where texts come from, if not from the disk. An address that is
 * not a file's stands for its text.
 * @returns The modules by their addresses.
 */
export async function modulesOf(
  entries: readonly URL[],
  read: ReadModule = (url) => Deno.readTextFile(url),
): Promise<Map<string, ParsedModule>> {
  const modules = new Map<string, ParsedModule>();
  const waiting = [...entries];
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    if (modules.has(url.href)) continue;
    const from = url;
    const text = url.protocol === "file:" ? await read(url) : "";
    // What is no program means what it says.
    const module = url.pathname.endsWith(".ts")
      ? parseModule(text)
      : { meaning: text, imports: [] };
    modules.set(url.href, module);
    const ours = module.imports.filter((name) => name.startsWith("."));
    waiting.push(...ours.map((name) => new URL(name, from)));
  }
  return modules;
}
