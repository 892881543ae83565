/** Estimates as a page shows them. */
import type { ClaimRow } from "../tables/claims_csv.ts";
import { decimal } from "../format.ts";
import { html, type Markup } from "./html.ts";

/**
 * An estimate with its interval, which has no end where none is known.
 *
 * @param row What was found.
 * @param options Decimals, and where the values are that it was made of.
 */
export function estimateMarkup(
  { estimate, lower, upper, kind }: ClaimRow,
  { digits, anchor }: { digits: number; anchor: string | undefined },
): Markup {
  if (estimate === undefined) return html`<span class="quiet">none</span>`;
  const number = (value: number | undefined) =>
    decimal(value, {
      digits: Math.abs(estimate) >= 10 ? 1 : digits,
      isSigned: kind !== "ratio",
    });
  const text = number(estimate);
  const point = anchor === undefined
    ? html`<b>${text}</b>`
    : html`<a href="#${anchor}"><b>${text}</b></a>`;
  return html`
    <span
      class="n">${point} <span class="quiet">[${lower === undefined
        ? "\u2212\u221e"
        : number(lower)}, ${upper === undefined
        ? "\u221e"
        : number(upper)}]</span></span>
  `;
}
