/** The top of the page: a row a claim. */
import type { ClaimReport, Statement } from "../report_model.ts";
import { html, type Markup, named } from "./html.ts";
import { estimateMarkup } from "./numbers.ts";
import { badge, expectation, verdictOfAll } from "./verdicts.ts";

const VERDICTS = ["supported", "contradicted", "inconclusive"] as const;

/** A claim, and where it stands on the page. */
export interface PlacedClaim {
  claim: ClaimReport;
  /** The anchor of its section. */
  place: string;
  /** Where the values of a statement are. */
  anchorOf: (statement: Statement) => string | undefined;
}

/**
 * Writes the table of all claims.
 *
 * @param claims In order.
 */
export function overview(claims: readonly PlacedClaim[]): Markup {
  return html`
    <table class="stack overview" role="table">
      <caption>Each claim, what was found, and what was expected</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">Claim</th>
          <th role="columnheader">Verdict</th>
          <th role="columnheader">Measured, 95 % interval</th>
          <th role="columnheader">Expected</th>
        </tr>
      </thead>
      <tbody role="rowgroup">${claims.map(rowOf)}</tbody>
    </table>
  `;
}

function rowOf({ claim, place, anchorOf }: PlacedClaim): Markup {
  const { name, sentence, source, assertions } = claim;
  const verdict = verdictOfAll(assertions.map(({ row }) => row.verdict));
  const from = /^ours\b/.test(source) ? "ours" : "the paper";
  return html`
    <tr role="row">
      <th role="rowheader"
        scope="row"><a href="#${place}">${named(
          name,
        )}</a> <span class="quiet">${from}</span><p>${named(sentence)}</p></th>
      <td role="cell" data-label="Verdict">${badge(verdict)}${tally(
        assertions,
      )}</td>
      <td role="cell" data-label="Measured">${headlines(assertions).map((
        statement,
      ) =>
        html`<div>${
          estimateMarkup(statement.row, {
            digits: 2,
            anchor: anchorOf(statement),
          })
        } <span class="quiet label">${
          named(labelOf(statement, claim))
        }</span></div>`
      )}</td>
      <td role="cell" data-label="Expected">${expectation(claim)}</td>
    </tr>
  `;
}

/** What each assertion came to, counted over the sites. */
function tally(assertions: readonly Statement[]): Markup[] | undefined {
  if (assertions.length < 2) return undefined;
  const names = new Set(assertions.map(({ row }) => row.assertion));
  return [...names].map((name) => {
    const own = assertions.filter(({ row }) => row.assertion === name);
    const counts = VERDICTS.flatMap((verdict) => {
      const { length } = own.filter(({ row }) => row.verdict === verdict);
      return length === 0
        ? []
        : [own.length === 1 ? verdict : `${length} ${verdict}`];
    });
    return html`<div class="quiet">${named(name)}: ${counts.join(", ")}</div>`;
  });
}

/** The first assertion at each site; the mean over sites alone if it is there. */
function headlines(assertions: readonly Statement[]): Statement[] {
  const pooled = assertions.filter(({ row }) => row.kind === "pooled");
  if (pooled.length > 0) return pooled;
  const sites = new Set(assertions.map(({ row }) => row.site));
  return [...sites].flatMap((site) =>
    assertions.find(({ row }) => row.site === site) ?? []
  );
}

function labelOf({ row }: Statement, { sites }: ClaimReport): string {
  if (row.kind === "pooled") return "over all data sets and networks";
  return sites.length > 1 ? row.site ?? "" : row.says ?? row.assertion;
}
