/** The frame of every page: no network, no script, light and dark. */
import { html, Markup } from "./html.ts";
import { STYLE } from "./style.ts";

/**
 * Puts a page around what it shows.
 *
 * @param body Its header and main part.
 * @param options What it is called where only its title is seen.
 * @returns The text of the file.
 */
export function toPage(body: Markup, { title }: { title: string }): string {
  return html`
    <!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>${title}</title>
        <style>${new Markup(STYLE)}</style>
      </head>
      <body>${body}</body>
    </html>
  `.text;
}
