/** The runs of a history: when they began, and what computed them. */
import { minuteOf } from "../format.ts";
import type { RecordedRun } from "../tables/read_run.ts";
import { html, type Markup, named } from "./html.ts";

/**
 * Writes the table of the runs.
 *
 * @param runs Oldest first.
 */
export function runTable(runs: readonly RecordedRun[]): Markup {
  return html`
    <section id="runs">
      <h2>Runs</h2>
      <table class="stack" role="table">
        <caption>Oldest first; times are UTC</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">Run</th>
            <th role="columnheader">Began</th>
            <th role="columnheader">Suite</th>
            <th role="columnheader">Code</th>
            <th role="columnheader">Engine</th>
            <th role="columnheader">Result set</th>
          </tr>
        </thead>
        <tbody role="rowgroup">${runs.map(rowOf)}</tbody>
      </table>
    </section>
  `;
}

function rowOf(run: RecordedRun, at: number): Markup {
  const { began, suite, code, engine, folder } = run;
  return html`
    <tr role="row">
      <th role="rowheader" scope="row" data-label="Run">${at + 1}</th>
      <td role="cell" data-label="Began" class="n">${minuteOf(began)}</td>
      <td role="cell" data-label="Suite">${told(suite)}</td>
      <td role="cell" data-label="Code">${told(shortened(code))}</td>
      <td role="cell" data-label="Engine">${told(engine)}</td>
      <td role="cell"
        data-label="Result set"><span class="path">${named(
          folder,
        )}</span>${notesOf(run)}</td>
    </tr>
  `;
}

function told(text: string | undefined): Markup {
  return text === undefined
    ? html`<span class="quiet">not told</span>`
    : html`<span>${named(text)}</span>`;
}

/** Of a hash its beginning will do: the file has it whole. */
function shortened(text: string | undefined): string | undefined {
  return text?.replace(/[0-9a-f]{40,}/g, (hash) => hash.slice(0, 12));
}

function notesOf({ isComplete, verdicts }: RecordedRun): Markup[] {
  const notes = [
    ...isComplete ? [] : ["stopped before its end"],
    ...verdicts.length > 0 ? [] : ["without a verdict"],
  ];
  return notes.map((note) => html`<div class="quiet">${note}</div>`);
}
