/** The commands that a page shows. */
import { blocksOf, spansOf } from "./_documents.ts";

/**
 * Finds commands: all lines of a page's `sh` blocks, and what is shown of deno
 * in running text with arguments.
 *
 * @param text The page.
 * @returns Each on one line, without comments, redirections and settings of the
 * environment; `npx -y deno@1.2.3` is written as `deno`.
 */
export function commandsOf(text: string): string[] {
  const lines = blocksOf(text, "sh").flatMap((block) =>
    block.replaceAll("\\\n", " ").split("\n")
  );
  const spans = spansOf(text).map(plain)
    .filter((span) => /^deno \S+ \S+ \S/.test(span) || isOther(span));
  return [...new Set([...lines.map(plain), ...spans])]
    .filter((command) => command !== "");
}

/** What is run by deno, but is no task. */
function isOther(span: string): boolean {
  return /^deno (?!task\b)\S+ \S/.test(span);
}

function plain(line: string): string {
  return line.trim()
    .replace(/(^|\s+)#\s.*$/, "")
    .replace(/\s+>\s+\S+$/, "")
    .replace(/^(?:[A-Z_]+=\S+ )+(?=deno|npx)/, "")
    .replace(/^npx -y deno@[\d.]+/, "deno")
    .replace(/\s+/g, " ");
}

/** A command's words, as a shell splits them where there is nothing to expand. */
export function wordsOf(command: string): string[] {
  return Array.from(
    command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g),
    ([, double, single, plain]) => double ?? single ?? plain ?? "",
  );
}
