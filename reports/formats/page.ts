/** `index.html`: everything that a run found, on one page. */
import type { RunDocument } from "../document.ts";
import { toIndexHtml } from "../html/index_html.tsx";
import type { Files } from "./format.ts";

/**
 * The page of a run.
 *
 * @param out The folder that the run is in, for the commands on the page.
 */
export async function page(
  document: RunDocument,
  out: string,
): Promise<Files> {
  return { "index.html": await toIndexHtml(document, { out }) };
}
