/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** A claim along runs: a picture for each assertion, site and set-up. */
import type { VNode } from "preact";
import type { Chart } from "../charts/draw_chart.ts";
import { type Runs, runsChart } from "../charts/runs_chart.ts";
import { domainOf, estimateOf } from "../figures/series.ts";
import { drawingOf } from "../figures/drawing_of.ts";
import { minuteOf } from "../format.ts";
import type {
  HistoryLine,
  HistoryPoint,
  VerdictHistory,
} from "../verdict_history.ts";
import { type PlaceOf, Spans } from "./change_table.tsx";
import { named, Quote } from "./named.tsx";
import { Estimate } from "./numbers.tsx";
import { picture } from "./picture.tsx";
import { Grid } from "./tables.tsx";
import { Badge, Expected } from "./verdicts.tsx";

const COLUMNS = [
  "run",
  "began",
  "estimate, interval",
  "seeds",
  "verdict",
  "expected",
];

/** The lines of a claim, and where they stand on the page. */
export interface PlacedLines {
  lines: readonly HistoryLine[];
  /** The anchor of the section. */
  place: string;
  /** The anchor of each line's picture. */
  placeOf: PlaceOf;
  /** The first run and the last that are drawn. */
  span: readonly [number, number];
}

/** A line with its points that are drawn. */
interface RecentLine {
  line: HistoryLine;
  points: readonly HistoryPoint[];
}

/**
 * Writes the section of a claim, and draws its lines.
 *
 * @param placed The lines.
 * @param history Of the runs.
 */
export async function lineSection(
  placed: PlacedLines,
  history: VerdictHistory,
): Promise<VNode> {
  const { lines, place, span } = placed;
  const { claim } = lines[0]!.points.at(-1)!;
  const groups = Map.groupBy(
    lines.map((line) => ({
      line,
      points: line.points.filter(({ run }) => run >= span[0]),
    })),
    ({ line }) => line.assertion,
  );
  return (
    <section id={place}>
      <h2>{named(claim.name)}</h2>
      <Quote {...claim} />
      <div class="groups">
        {await Promise.all(
          [...groups.values()].map((own) =>
            groupMarkup(own, { ...placed, ...history })
          ),
        )}
      </div>
    </section>
  );
}

/** An assertion at all its sites, on one axis. */
async function groupMarkup(
  lines: readonly RecentLine[],
  { span, placeOf, runs }: PlacedLines & Pick<VerdictHistory, "runs">,
): Promise<VNode> {
  const { claim, statement } = lines[0]!.line.points.at(-1)!;
  const name = `${claim.name}/${statement.name}`;
  const domain = domainOf(
    lines.flatMap(({ points }) => points).flatMap(({ statement }) => {
      const { lower = 0, upper = 0 } = estimateOf(statement) ?? {};
      return [statement.bound ?? 0, lower, upper];
    }),
  );
  const figures = await Promise.all(lines.map(async (recent) => {
    const { line } = recent;
    const id = placeOf(line) ?? "";
    const chart = chartOf(recent, { span, domain });
    return (
      <figure class="runs" id={id}>
        <figcaption>{named(nameOf(line))}</figcaption>
        <p>
          <Spans points={line.points} />
        </p>
        <div class="charts">
          {await picture({ ...chart, title: name }, { id, site: nameOf(line) })}
        </div>
      </figure>
    );
  }));
  return (
    <div class="group">
      <h3>{named(statement.says)}</h3>
      <p class="says">{named(name)}</p>
      <div class="figures">{figures}</div>
      <details>
        <summary>Numbers of each run: {named(name)}</summary>
        {lines.map((recent) => <Numbers {...recent} runs={runs} />)}
      </details>
    </div>
  );
}

function chartOf(
  { line, points }: RecentLine,
  axes: Pick<Runs, "span" | "domain">,
): Chart {
  const { statement } = line.points.at(-1)!;
  const drawing = drawingOf(statement);
  return runsChart({
    ...axes,
    ignorable: drawing?.shape === "estimate" ? drawing.ignorable : undefined,
    bound: statement.bound,
    measure: "estimate",
    points: points.map(({ run, verdict, statement }) => ({
      run,
      verdict,
      estimate: estimateOf(statement),
    })),
  });
}

function nameOf({ place, variant }: HistoryLine): string {
  return variant === "" ? place : `${place}, ${variant}`;
}

function Numbers(
  { line, points, runs }: RecentLine & Pick<VerdictHistory, "runs">,
): VNode {
  const name = nameOf(line);
  return (
    <Grid
      name={`Numbers of ${line.claim}/${line.assertion} on ${name}`}
      look="numbers"
      caption={named(name)}
      columns={COLUMNS}
      rows={points.map(({ run, verdict, statement }) => ({
        cells: [
          run,
          minuteOf(runs[run - 1]?.began ?? ""),
          <Estimate {...statement} digits={3} />,
          statement.seeds - statement.failed,
          <Badge verdict={verdict} />,
          <Expected {...statement} />,
        ],
      }))}
    />
  );
}
