/** The project's Markdown, for tests of what it says. */

/** The project's folder. */
export const ROOT = new URL("../../", import.meta.url);

/** Every page, by its path from the project's folder. */
export const DOCUMENTS: ReadonlyMap<string, string> = new Map(
  [
    ...namesIn("").filter((name) => name.endsWith(".md")),
    ...namesIn("docs/").filter((name) => name.endsWith(".md")),
  ].sort().map((path) => [path, Deno.readTextFileSync(new URL(path, ROOT))]),
);

function namesIn(folder: string): string[] {
  return Array.from(
    Deno.readDirSync(new URL(folder, ROOT)),
    ({ name }) => folder + name,
  );
}

/** Blocks of a language, without their fences. */
export function blocksOf(text: string, language: string): string[] {
  const fence = "```";
  const pattern = new RegExp(`^${fence}${language}\\n([^]*?)^${fence}$`, "gm");
  return Array.from(text.matchAll(pattern), ([, block = ""]) => block);
}

/** A page without its blocks of code. */
export function withoutBlocks(text: string): string {
  return text.replace(/^```[^]*?^```$/gm, "");
}

/** What stands between backticks in running text, on one line each. */
export function spansOf(text: string): string[] {
  return Array.from(
    withoutBlocks(text).matchAll(/`([^`]+)`/g),
    ([, span = ""]) => span.replace(/\s+/g, " "),
  );
}
