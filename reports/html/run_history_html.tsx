/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/**
 * `index.html` of several runs: what became of each assertion, on one page that
 * needs no network and no script.
 */
import type { VNode } from "preact";
import type { HistoryLine, VerdictHistory } from "../verdict_history.ts";
import { VERDICTS } from "../../statistics/verdict.ts";
import { ChangeTable } from "./change_table.tsx";
import { lineSection } from "./line_section.tsx";
import { named } from "./named.tsx";
import { toPage } from "./page.tsx";
import { RunTable } from "./run_table.tsx";
import { Badge } from "./verdicts.tsx";

/** Runs that are drawn, at the most: a year of weeks. The file has all. */
const MOST_RUNS = 52;

/**
 * Writes the page.
 *
 * @param history What became of each assertion.
 * @returns The text of the file.
 */
export async function toRunHistoryHtml(
  history: VerdictHistory,
): Promise<string> {
  const { runs, lines } = history;
  const first = Math.max(1, runs.length - MOST_RUNS + 1);
  // What was last seen in an older run has nothing to be drawn.
  const recent = lines.filter(({ points }) => points.at(-1)!.run >= first);
  const places = new Map(recent.map((line, at) => [line, `l${at + 1}`]));
  const placeOf = (line: HistoryLine) => places.get(line);
  const claims = [...Map.groupBy(recent, ({ claim }) => claim)].map(
    ([name, own], at) => ({ name, lines: own, place: `c${at + 1}` }),
  );
  const span = [first, runs.length] as const;
  const sections = await Promise.all(
    claims.map(({ lines, place }) =>
      lineSection({ lines, place, placeOf, span }, history)
    ),
  );
  return toPage(
    <>
      <Header history={history} claims={claims} />
      <main>
        <ChangeTable history={history} placeOf={placeOf} />
        {lines.length === 0
          ? <p>No run decided a claim.</p>
          : <Legend first={first} />}
        {sections}
        <RunTable runs={runs} />
      </main>
    </>,
    { title: "Final batch normalization: verdicts over runs" },
  );
}

function Header(
  { history: { runs }, claims }: {
    history: VerdictHistory;
    claims: readonly { name: string; place: string }[];
  },
): VNode {
  const [from, to] = [runs[0], runs.at(-1)].map((run) =>
    run?.began.slice(0, 10)
  );
  const facts = [
    `${runs.length} run${runs.length === 1 ? "" : "s"}`,
    from === to ? from : `${from} to ${to}`,
  ].join(" \u00b7 ");
  return (
    <header>
      <h1>Verdicts over runs</h1>
      <p>
        The claims of{" "}
        <a href="https://arxiv.org/abs/2109.09016">
          The Unreasonable Effectiveness of the Final Batch Normalization Layer
        </a>, checked by repeated trainings, run after run.
      </p>
      <p class="quiet">{facts}</p>
      <nav aria-label="Sections">
        {claims.map(({ name, place }) => <a href={`#${place}`}>{named(name)}
        </a>)}
        <a href="#runs">Runs</a>
      </nav>
    </header>
  );
}

/** How pictures are read, and what is not in them. */
function Legend({ first }: { first: number }): VNode {
  return (
    <section id="legend">
      <h2>How to read the pictures</h2>
      <p class="says">
        A point is the estimate of a run, a line its interval. The sign above is
        its verdict:{VERDICTS.map((verdict) => (
          <>
            {" "}
            <Badge verdict={verdict} />
          </>
        ))}. Shaded: values that are too small to matter. Dashed: what the
        estimate has to exceed, if that is not 0. Runs are in one picture only
        if they train the same: the same data, network, profile and settings.
        Seeds and code may differ.
      </p>
      {first > 1 && (
        <p class="says">
          The pictures show runs from {first} on; verdicts.csv has all.
        </p>
      )}
    </section>
  );
}
