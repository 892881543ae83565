/** @jsxRuntime automatic @jsxImportSource preact */
/** A claim along runs: a picture for each assertion, site and set-up. */
import type { VNode } from "preact";
import { runsChart } from "../charts/runs_chart.ts";
import { domainOf, estimateOf } from "../figures/series.ts";
import { drawingOf } from "../figures/drawing_of.ts";
import { minuteOf } from "../format.ts";
import type {
  HistoryLine,
  HistoryPoint,
  VerdictHistory,
} from "../verdict_history.ts";
import { type PlaceOf, Spans } from "./change_table.tsx";
import { Named } from "./named.tsx";
import { Estimate } from "./numbers.tsx";
import { drawn, type DrawnChart, Picture } from "./picture.tsx";
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

/** A line with its points that are drawn, and their picture. */
interface DrawnLine {
  line: HistoryLine;
  points: readonly HistoryPoint[];
  chart: DrawnChart;
}

/**
 * Draws the lines of a claim, those of an assertion on one axis.
 *
 * @param placed The lines.
 * @returns A group for each assertion.
 */
export async function drawLines(
  { lines, placeOf, span }: PlacedLines,
): Promise<DrawnLine[][]> {
  const groups = Map.groupBy(lines, ({ assertion }) => assertion).values();
  return await Promise.all([...groups].map(async (own) => {
    const recent = own.map((line) => ({
      line,
      points: line.points.filter(({ run }) => run >= span[0]),
    }));
    const domain = domainOf(
      recent.flatMap(({ points }) => points).flatMap(({ statement }) => {
        const { lower = 0, upper = 0 } = estimateOf(statement) ?? {};
        return [statement.bound ?? 0, lower, upper];
      }),
    );
    return await Promise.all(recent.map(async ({ line, points }) => {
      const { statement } = line.points.at(-1)!;
      const drawing = drawingOf(statement);
      const chart = runsChart({
        span,
        domain,
        ignorable: drawing?.shape === "estimate"
          ? drawing.ignorable
          : undefined,
        bound: statement.bound,
        measure: "estimate",
        points: points.map(({ run, verdict, statement }) => ({
          run,
          verdict,
          estimate: estimateOf(statement),
        })),
      });
      const title = `${line.claim}/${line.assertion} on ${nameOf(line)}`;
      const id = placeOf(line) ?? "";
      return { line, points, chart: await drawn({ ...chart, title }, { id }) };
    }));
  }));
}

/** The section of a claim. */
export function LineSection(
  { lines, place, groups, history }:
    & Pick<PlacedLines, "lines" | "place">
    & { groups: readonly (readonly DrawnLine[])[]; history: VerdictHistory },
): VNode {
  const { name, sentence, source } = lines[0]!.points.at(-1)!.claim;
  return (
    <section id={place}>
      <h2>
        <Named name={name} />
      </h2>
      <blockquote>
        <Named name={sentence} />
        <footer>
          <Named name={source} />
        </footer>
      </blockquote>
      <div class="groups">
        {groups.map((own) => <Group lines={own} history={history} />)}
      </div>
    </section>
  );
}

/** An assertion at all its sites. */
function Group(
  { lines, history }: { lines: readonly DrawnLine[]; history: VerdictHistory },
): VNode {
  const { claim, statement } = lines[0]!.line.points.at(-1)!;
  const name = `${claim.name}/${statement.name}`;
  return (
    <div class="group">
      <h3>
        <Named name={statement.says} />
      </h3>
      <p class="says">
        <Named name={name} />
      </p>
      <div class="figures">
        {lines.map(({ line, chart }) => (
          <figure class="runs" id={chart.id}>
            <figcaption>
              <Named name={nameOf(line)} />
            </figcaption>
            <p>
              <Spans points={line.points} />
            </p>
            <div class="charts">
              <Picture {...chart} />
            </div>
          </figure>
        ))}
      </div>
      <details>
        <summary>
          Numbers of each run: <Named name={name} />
        </summary>
        {lines.map((each) => <Numbers {...each} {...history} />)}
      </details>
    </div>
  );
}

function nameOf({ place, variant }: HistoryLine): string {
  return variant === "" ? place : `${place}, ${variant}`;
}

function Numbers(
  { line, points, runs }: DrawnLine & Pick<VerdictHistory, "runs">,
): VNode {
  const name = nameOf(line);
  return (
    <Grid
      name={`Numbers of ${line.claim}/${line.assertion} on ${name}`}
      look="numbers"
      caption={<Named name={name} />}
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
