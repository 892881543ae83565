/** The verdicts that changed from one run to another. */
import { estimateOf } from "../figures/_values.ts";
import {
  type HistoryLine,
  lineName,
  type RunHistory,
  type VerdictChange,
  verdictChanges,
} from "../run_history.ts";
import { verdictSpans } from "../verdict_spans.ts";
import { intervalOf } from "../terminal/verdict_table.ts";
import { html, type Markup, named, spaced } from "./html.ts";
import { badge } from "./verdicts.ts";

/**
 * Writes the table of what changed.
 *
 * @param history What became of each assertion.
 * @param placeOf Where an assertion has its picture, if it has one.
 */
export function changeTable(
  history: RunHistory,
  placeOf: (line: HistoryLine) => string | undefined,
): Markup {
  const changed = history.lines.flatMap((line) => {
    const changes = verdictChanges(line, history);
    return changes.length === 0 ? [] : [{ line, changes }];
  });
  const count = `${changed.length} of ${history.lines.length}`;
  return html`
    <section
      id="changes"><h2>Verdicts that changed: ${count}</h2>${changed.length ===
          0
        ? html`<p>Every assertion came to the same in all runs that have it.</p>`
        : html`
          <table class="stack changes" role="table">
            <caption>Where a run came to another verdict than the run before it</caption>
            <thead role="rowgroup">
              <tr role="row">
                <th role="columnheader">Assertion</th>
                <th role="columnheader">Verdict, runs</th>
                <th role="columnheader">What changed</th>
              </tr>
            </thead>
            <tbody role="rowgroup">${changed.map(({ line, changes }) =>
              rowOf(line, { changes, history, place: placeOf(line) })
            )}</tbody>
          </table>
        `}</section>
  `;
}

/** The verdicts of a line, each with the runs that came to it. */
export function spansMarkup({ points }: HistoryLine): Markup {
  return spaced(
    verdictSpans(points).map(({ verdict, runs }) =>
      html`<span class="span">${
        badge(verdict)
      } <span class="quiet">${runs}</span></span>`
    ),
  );
}

function rowOf(
  line: HistoryLine,
  { changes, history, place }: {
    changes: readonly VerdictChange[];
    history: RunHistory;
    place: string | undefined;
  },
): Markup {
  const name = named(lineName(line));
  return html`
    <tr role="row">
      <th role="rowheader"
        scope="row">${place === undefined
          ? name
          : html`<a href="#${place}">${name}</a>`}<p class="quiet">${named(
            line.site,
          )}</p></th>
      <td role="cell" data-label="Verdict">
        <div>${spansMarkup(line)}</div>
      </td>
      <td role="cell" data-label="Change">${changes.map((change) =>
        changeMarkup(change, history)
      )}</td>
    </tr>
  `;
}

function changeMarkup(
  { before, after, also }: VerdictChange,
  { runs }: RunHistory,
): Markup {
  const [old, young] = [before, after].map((point) =>
    intervalOf(estimateOf(point))
  );
  const when = runs[after.run - 1]?.began.slice(0, 10);
  const notes = also.length === 0 ? "" : `; changed too: ${also.join(", ")}`;
  return html`<div>Run ${after.run}, ${when}: <b class="n">${young}</b>, before <span class="n">${old}</span><span class="quiet">${notes}</span></div>`;
}
