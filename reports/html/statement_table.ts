/** What was found of each statement of a claim. */
import { pValue } from "../format.ts";
import type { Statement } from "../report_model.ts";
import { html, type Markup, named } from "./html.ts";
import { estimateMarkup } from "./numbers.ts";
import { badge, isDeparture } from "./verdicts.ts";

/** Where the values of a statement are. */
type AnchorOf = (statement: Statement) => string | undefined;

/**
 * Writes a table of assertions: what is asserted, and what came out.
 *
 * @param statements In order.
 * @param options Where their values are, and what the table is called.
 */
export function assertionTable(
  statements: readonly Statement[],
  { anchorOf, caption }: { anchorOf: AnchorOf; caption: string },
): Markup {
  return html`
    <table class="stack assertions" role="table">
      <caption>${named(caption)}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">Assertion</th>
          <th role="columnheader">Verdict</th>
          <th role="columnheader">Estimate, interval</th>
          <th role="columnheader">p (Holm)</th>
          <th role="columnheader">Seeds</th>
          <th role="columnheader">Expected</th>
        </tr>
      </thead>
      <tbody role="rowgroup">${statements.map((statement) => {
        const { row } = statement;
        const { seeds = 0, failed = 0 } = row;
        return html`
          <tr role="row">
            <th role="rowheader" scope="row">${says(statement)}<p
              class="quiet">${named(`${row.claim}/${row.assertion}`)}</p></th>
            <td role="cell" data-label="Verdict">${badge(
              row.verdict ?? "inconclusive",
            )}</td>
            <td role="cell" data-label="Estimate">${estimateMarkup(row, {
              digits: 3,
              anchor: anchorOf(statement),
            })}${level(statement)}</td>
            <td role="cell" data-label="p (Holm)" class="n">${pValue(
              row.p_holm ?? row.p,
            )}</td>
            <td role="cell" data-label="Seeds" class="n">${seeds -
              failed}${failed > 0
              ? html`
                <span class="quiet">of ${seeds}</span>
              `
              : undefined}</td>
            <td role="cell" data-label="Expected">${isDeparture(row)
              ? html`<strong class="departure">${row.expected}</strong>`
              : row.expected ??
                html`<span class="quiet">not reviewed</span>`}</td>
          </tr>
        `;
      })}</tbody>
    </table>
  `;
}

/**
 * Writes a table of what is measured beside.
 *
 * @param statements In order.
 * @param options Where their values are, and what the table is called.
 */
export function measureTable(
  statements: readonly Statement[],
  { anchorOf, caption }: { anchorOf: AnchorOf; caption: string },
): Markup {
  return html`
    <table class="measures">
      <caption>${named(caption)}</caption>
      <thead>
        <tr>
          <th scope="col">Measure</th>
          <th scope="col">Estimate, interval</th>
          <th scope="col">p</th>
        </tr>
      </thead>
      <tbody>${statements.map((statement) =>
        html`
          <tr>
            <th scope="row">${says(statement)}<td>${estimateMarkup(
              statement.row,
              {
                digits: 3,
                anchor: anchorOf(statement),
              },
            )}<td>${pValue(statement.row.p)}
        `
      )}</tbody>
    </table>
  `;
}

function says({ row }: Statement): Markup {
  const { says = row.assertion, detail, reason, margin } = row;
  const notes = [
    detail,
    reason && `because ${reason}`,
    margin ? `differences below ${margin} do not matter` : undefined,
  ].filter((note) => note !== undefined && note !== "");
  return html`${named(says)}${
    notes.map((note) => html`<p class="quiet">${named(note ?? "")}</p>`)
  }`;
}

/** The level of an interval, where it is not the usual one. */
function level({ row }: Statement): Markup | undefined {
  const { level = 0.95, estimate } = row;
  if (estimate === undefined || Math.abs(level - 0.95) < 1e-9) return undefined;
  const percent = Number((level * 100).toPrecision(4));
  return html`
    <span class="quiet n">(${percent} %)</span>
  `;
}
