/** Colours that say what is good, bad and open. */

const COLOURS = { supported: 32, contradicted: 31, inconclusive: 33 } as const;

/**
 * Colours the verdicts of a table or a line: green is supported, red is
 * contradicted, yellow is inconclusive, and bold is what was not expected.
 *
 * @param text Verdicts have two spaces before them.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { paintVerdicts } from "./paint_verdicts.ts";
 * const line = "gain/positive  supported";
 * assertEquals(paintVerdicts(line), "gain/positive  \x1b[32msupported\x1b[0m");
 * ```
 */
export function paintVerdicts(text: string): string {
  return text
    .replace(
      /(?<= {2})(supported|contradicted|inconclusive)(?=\s|$)/gm,
      (verdict) =>
        `\x1b[${COLOURS[verdict as keyof typeof COLOURS]}m${verdict}\x1b[0m`,
    )
    .replace(/expected: \w+/g, "\x1b[1m$&\x1b[0m");
}
