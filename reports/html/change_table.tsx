/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** The verdicts that changed from one run to another. */
import type { VNode } from "preact";
import {
  type HistoryLine,
  type HistoryPoint,
  lineName,
  type VerdictChange,
  verdictChanges,
  type VerdictHistory,
} from "../verdict_history.ts";
import { verdictSpans } from "../verdict_spans.ts";
import { named } from "./named.tsx";
import { Estimate } from "./numbers.tsx";
import { type Cells, StackTable } from "./tables.tsx";
import { Badge } from "./verdicts.tsx";

const COLUMNS = [
  { title: "Assertion" },
  { title: "Verdict, runs", label: "Verdict" },
  { title: "What changed", label: "Change" },
];

/** Where an assertion has its picture, if it has one. */
export type PlaceOf = (line: HistoryLine) => string | undefined;

/** The table of what changed. */
export function ChangeTable(
  { history, placeOf }: { history: VerdictHistory; placeOf: PlaceOf },
): VNode {
  const changed = history.lines.flatMap((line) => {
    const changes = verdictChanges(line, history);
    return changes.length === 0 ? [] : [{ line, changes }];
  });
  return (
    <section id="changes">
      <h2>
        Verdicts or bounds that changed: {changed.length} of{" "}
        {history.lines.length}
      </h2>
      {changed.length === 0
        ? <p>Every assertion has the same verdict in all runs that have it.</p>
        : (
          <StackTable
            look="changes"
            caption="Assertions whose verdict, bound or margin differs from the run before"
            columns={COLUMNS}
            rows={changed.map(({ line, changes }) =>
              cellsOf(line, { changes, history, place: placeOf(line) })
            )}
          />
        )}
    </section>
  );
}

/** The verdicts of a line, each with the runs that came to it. */
export function Spans({ points }: Pick<HistoryLine, "points">): VNode {
  return (
    <>
      {verdictSpans(points).map(({ verdict, runs }, at) => (
        <>
          {at > 0 && " "}
          <span class="span">
            <Badge verdict={verdict} /> <span class="quiet">{runs}</span>
          </span>
        </>
      ))}
    </>
  );
}

function cellsOf(
  line: HistoryLine,
  { changes, history, place }: {
    changes: readonly VerdictChange[];
    history: VerdictHistory;
    place: string | undefined;
  },
): Cells {
  const name = named(lineName(line));
  return [
    <>
      {place === undefined ? name : <a href={`#${place}`}>{name}</a>}
      <p class="quiet">{named(line.place)}</p>
    </>,
    <div>
      <Spans points={line.points} />
    </div>,
    changes.map((change) => <Change {...change} {...history} />),
  ];
}

function Change(
  { before, after, also, runs }: VerdictChange & Pick<VerdictHistory, "runs">,
): VNode {
  const estimate = ({ statement }: HistoryPoint) => (
    <Estimate estimate={statement.estimate} digits={2} />
  );
  return (
    <div>
      Run {after.run}, {runs[after.run - 1]?.began.slice(0, 10)}:{" "}
      {estimate(after)}, before {estimate(before)}
      {also.length > 0 && (
        <span class="quiet">{`; also changed: ${also.join(", ")}`}</span>
      )}
    </div>
  );
}
