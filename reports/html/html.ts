/** HTML from templates in which every value is escaped. */

/** Markup that is safe as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template. */
export type Fragment =
  | Markup
  | string
  | number
  | undefined
  | readonly Fragment[];

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Escapes text for HTML and SVG, in an element or in a quoted attribute.
 *
 * @param text Any text. A line break as it is would be lost in an attribute.
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter)
    .replace(/\r/g, "&#13;");
}

/**
 * A template of HTML: what is put into it is text, but for {@linkcode Markup}.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { html } from "./html.ts";
 * const name = "<b>";
 * assertEquals(html`<td>${name}`.text, "<td>&lt;b&gt;");
 * ```
 */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly Fragment[]
): Markup {
  const parts = strings.map((string, at) => {
    const own = string.replace(BREAK, "\n");
    return at === 0 ? own : textOf(values[at - 1]) + own;
  });
  // The formatter breaks lines: at the ends they would be spaces on the page.
  const first = strings[0] ?? "";
  const last = strings.at(-1) ?? "";
  let text = parts.join("");
  if (/^\s*\n/.test(first)) text = text.trimStart();
  if (/\n\s*$/.test(last)) text = text.trimEnd();
  return new Markup(text);
}

/** A line break in a template, with the spaces that indent the next line. */
const BREAK = /[ \t]*\n\s*/g;

function textOf(value: Fragment): string {
  if (value === undefined) return "";
  if (value instanceof Markup) return value.text;
  if (typeof value === "object") return value.map(textOf).join("");
  return escapeHtml(String(value));
}

/** Pieces in a row, with a space between one and the next. */
export function spaced(pieces: readonly Markup[]): Markup {
  return new Markup(pieces.map(({ text }) => text).join(" "));
}

/** A name that others chose: its direction of writing stays its own. */
export function named(name: string): Markup {
  return html`<bdi>${name}</bdi>`;
}
