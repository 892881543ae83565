/**
 * `index.html` of several runs: what became of each assertion, on one page that
 * needs no network and no script.
 */
import type { HistoryLine, RunHistory } from "../run_history.ts";
import { changeTable } from "./change_table.ts";
import { html, type Markup, named, spaced } from "./html.ts";
import { lineSection } from "./line_section.ts";
import { toPage } from "./page.ts";
import { runTable } from "./run_table.ts";
import { badge } from "./verdicts.ts";

const VERDICTS = ["supported", "contradicted", "inconclusive"] as const;

/** Runs that are drawn, at the most: a year of weeks. The file has all. */
const MOST_RUNS = 52;

/**
 * Writes the page.
 *
 * @param history What became of each assertion.
 * @returns The text of the file.
 */
export async function toRunHistoryHtml(history: RunHistory): Promise<string> {
  const { runs, lines } = history;
  const first = Math.max(1, runs.length - MOST_RUNS + 1);
  // What was last seen in an older run has nothing to be drawn.
  const drawn = lines.filter(({ points }) => points.at(-1)!.run >= first);
  const places = new Map(drawn.map((line, at) => [line, `l${at + 1}`]));
  const placeOf = (line: HistoryLine) => places.get(line);
  const claims = [...Map.groupBy(drawn, ({ claim }) => claim)];
  const sections: Markup[] = [];
  for (const [at, [, own]] of claims.entries()) {
    const span = [first, runs.length] as const;
    const placed = { lines: own, place: `c${at + 1}`, placeOf, span };
    sections.push(await lineSection(placed, history));
  }
  const names = claims.map(([name], at) => ({ name, place: `c${at + 1}` }));
  return toPage(
    html`${header(history, names)}<main>${changeTable(history, placeOf)}${
      lines.length === 0 ? html`<p>No run decided a claim.</p>` : legend(first)
    }${sections}${runTable(runs)}</main>`,
    { title: "Final batch normalization: verdicts over runs" },
  );
}

function header(
  { runs }: RunHistory,
  claims: readonly { name: string; place: string }[],
): Markup {
  const [from, to] = [runs[0], runs.at(-1)].map((run) =>
    run?.began.slice(0, 10)
  );
  const facts = [
    `${runs.length} run${runs.length === 1 ? "" : "s"}`,
    from === to ? from : `${from} to ${to}`,
  ].join(" \u00b7 ");
  return html`
    <header>
      <h1>Verdicts over runs</h1>
      <p>The claims of <a href="https://arxiv.org/abs/2109.09016">The Unreasonable Effectiveness of the Final Batch Normalization Layer</a>, checked by repeated trainings, run after run.</p>
      <p class="quiet">${facts}</p>
      <nav aria-label="Sections">${claims.map(({ name, place }) =>
        html`<a href="#${place}">${named(name)}</a>`
      )}<a href="#runs">Runs</a></nav>
    </header>
  `;
}

/** How pictures are read, and what is not in them. */
function legend(first: number): Markup {
  return html`
    <section id="legend"><h2>Along the runs</h2>
    <p class="says">A point is the estimate of a run, a line its interval, and the sign above is its verdict: ${spaced(
      VERDICTS.map(badge),
    )}. Shaded: what is too little to matter; dashed: what the estimate is to exceed, where that is not 0. Runs that differ in their data, network, profile, epochs or anything else that decides a training, but for seeds and code, are in pictures of their own.</p>${first ===
        1
      ? undefined
      : html`<p class="says">Runs ${first} and later are drawn; verdicts.csv has all.</p>`}</section>
  `;
}
