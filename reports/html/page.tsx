/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** The frame of every page: no network, no script, light and dark. */
import type { ComponentChildren } from "preact";
// A project that imports the suite has not its settings for JSX.
import "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";
import { STYLE } from "./style.ts";

/**
 * Puts a page around what it shows.
 *
 * @param body Its header and main part. Text in it is escaped.
 * @param options What it is called where only its title is seen.
 * @returns The text of the file.
 */
export function toPage(
  body: ComponentChildren,
  { title }: { title: string },
): string {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>{body}</body>
    </html>
  );
  return `<!DOCTYPE html>\n${renderToString(page)}\n`;
}
