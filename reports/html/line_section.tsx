/** A claim along runs: a picture for each assertion, site and set-up. */
import type { VNode } from "preact";
import type { Verdict } from "../../statistics/verdict.ts";
import { runsChart } from "../charts/runs_chart.ts";
import { domainOf } from "../figures/_series.ts";
import { minuteOf } from "../format.ts";
import type { HistoryLine, HistoryPoint, RunHistory } from "../run_history.ts";
import {
  documentEstimate,
  estimateOfPoint,
  ignorableOf,
} from "./_history_point.ts";
import { type PlaceOf, Spans } from "./change_table.tsx";
import { Named } from "./named.tsx";
import { Scroll } from "./scroll.tsx";
import { Estimate } from "./numbers.tsx";
import { drawn, type DrawnChart, Picture } from "./picture.tsx";
import { Badge, Expected } from "./verdicts.tsx";

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
      recent.flatMap(({ points }) => points).flatMap((point) => {
        const { lower = 0, upper = 0 } = estimateOfPoint(point) ?? {};
        return [point.row.bound ?? 0, lower, upper];
      }),
    );
    return await Promise.all(recent.map(async ({ line, points }) => {
      const last = line.points.at(-1)!;
      const chart = runsChart({
        span,
        domain,
        ignorable: ignorableOf(last),
        bound: last.row.bound,
        measure: "estimate",
        points: points.map((point) => ({
          ...point,
          estimate: estimateOfPoint(point),
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
    & { groups: readonly (readonly DrawnLine[])[]; history: RunHistory },
): VNode {
  const row = lines[0]?.points.at(-1)?.row;
  return (
    <section id={place}>
      <h2>
        <Named name={row?.claim ?? ""} />
      </h2>
      <blockquote>
        <Named name={row?.sentence ?? ""} />
        <footer>
          <Named name={row?.source ?? ""} />
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
  { lines, history }: { lines: readonly DrawnLine[]; history: RunHistory },
): VNode {
  const { claim, assertion, says } = lines[0]!.line.points.at(-1)!.row;
  const name = `${claim}/${assertion}`;
  return (
    <div class="group">
      <h3>
        <Named name={says ?? assertion} />
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

function nameOf({ site, variant }: HistoryLine): string {
  return variant === "" ? site : `${site}, ${variant}`;
}

function Numbers(
  { line, points, runs }: DrawnLine & Pick<RunHistory, "runs">,
): VNode {
  const name = nameOf(line);
  return (
    <Scroll label={`Numbers of ${line.claim}/${line.assertion} on ${name}`}>
      <table class="grid numbers">
        <caption>
          <Named name={name} />
        </caption>
        <thead>
          <tr>
            <th scope="col">run</th>
            <th scope="col">began</th>
            <th scope="col">estimate, interval</th>
            <th scope="col">seeds</th>
            <th scope="col">verdict</th>
            <th scope="col">expected</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ run, verdict, row }) => (
            <tr>
              <td>{run}</td>
              <td>{minuteOf(runs[run - 1]?.began ?? "")}</td>
              <td>
                <Estimate estimate={documentEstimate({ row })} digits={3} />
              </td>
              <td>{(row.seeds ?? 0) - (row.failed ?? 0)}</td>
              <td>
                <Badge verdict={verdict} />
              </td>
              <td>
                <Expected
                  verdict={verdict}
                  expected={row.expected as Verdict | undefined}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
