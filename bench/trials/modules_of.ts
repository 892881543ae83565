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
  const waiting = entries.map(({ href }) => href);
  for (let href = waiting.pop(); href !== undefined; href = waiting.pop()) {
    if (modules.has(href)) continue;
    const text = href.startsWith("file:") ? await read(new URL(href)) : "";
    // What is no program means what it says.
    const module = href.endsWith(".ts")
      ? parseModule(text)
      : { meaning: text, imports: [] };
    modules.set(href, module);
    waiting.push(...oursOf(module, href));
  }
  return modules;
}

/**
 * The modules among some that others run, near and far.
 *
 * @param entries Where to begin.
 * @param modules All modules, by their addresses.
 * @param without Modules that are left out, with what only they run.
 */
export function reachedFrom(
  entries: readonly URL[],
  modules: ReadonlyMap<string, ParsedModule>,
  without: readonly URL[],
): Map<string, ParsedModule> {
  const left = new Set(without.map(({ href }) => href));
  const reached = new Map<string, ParsedModule>();
  const waiting = entries.map(({ href }) => href);
  for (let href = waiting.pop(); href !== undefined; href = waiting.pop()) {
    const module = modules.get(href);
    if (module === undefined || reached.has(href) || left.has(href)) continue;
    reached.set(href, module);
    waiting.push(...oursOf(module, href));
  }
  return reached;
}

/** The addresses of what a module imports of ours. */
function oursOf({ imports }: ParsedModule, from: string): string[] {
  return imports.filter((name) => name.startsWith("."))
    .map((name) => new URL(name, from).href);
}
