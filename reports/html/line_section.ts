/** A claim along runs: a picture for each assertion, site and set-up. */
import { runsChart } from "../charts/runs_chart.ts";
import { toSvg } from "../charts/to_svg.ts";
import { domainOf, estimateOf, marginOf } from "../figures/_values.ts";
import { minuteOf } from "../format.ts";
import type { HistoryLine, HistoryPoint, RunHistory } from "../run_history.ts";
import { spansMarkup } from "./change_table.ts";
import { html, Markup, named } from "./html.ts";
import { estimateMarkup } from "./numbers.ts";
import { badge } from "./verdicts.ts";

/** The lines of a claim, and where they stand on the page. */
export interface PlacedLines {
  lines: readonly HistoryLine[];
  /** The anchor of the section. */
  place: string;
  /** The anchor of each line's picture. */
  placeOf: (line: HistoryLine) => string | undefined;
  /** The first run and the last that are drawn. */
  span: readonly [number, number];
}

/**
 * Writes the section of a claim.
 *
 * @param placed Its lines.
 * @param history The runs that they are of.
 */
export async function lineSection(
  placed: PlacedLines,
  history: RunHistory,
): Promise<Markup> {
  const { lines, place } = placed;
  const { claim, sentence = "", source = "" } = lines[0]?.points.at(-1)?.row ??
    {};
  const groups: Markup[] = [];
  for (const own of Map.groupBy(lines, ({ assertion }) => assertion).values()) {
    groups.push(await groupMarkup(own, { placed, history }));
  }
  return html`
    <section id="${place}">
      <h2>${named(claim ?? "")}</h2>
      <blockquote>${named(sentence)}<footer>${named(
        source,
      )}</footer></blockquote>
      <div class="groups">${groups}</div>
    </section>
  `;
}

/** An assertion at all its sites, on one axis. */
async function groupMarkup(
  lines: readonly HistoryLine[],
  { placed, history }: { placed: PlacedLines; history: RunHistory },
): Promise<Markup> {
  const drawn = lines.map((line) => ({
    line,
    points: line.points.filter(({ run }) => run >= placed.span[0]),
  }));
  const domain = domainOf(
    drawn.flatMap(({ points }) => points).flatMap((point) => {
      const { bound = 0 } = point.row;
      const { lower = 0, upper = 0 } = estimateOf(point) ?? {};
      return [bound, lower, upper];
    }),
  );
  const figures: Markup[] = [];
  for (const { line, points } of drawn) {
    const id = placed.placeOf(line) ?? "";
    figures.push(await figureMarkup(line, { points, id, placed, domain }));
  }
  const { claim, assertion, says } = lines[0]!.points.at(-1)!.row;
  return html`
    <div class="group">
      <h3>${named(says ?? assertion)}</h3>
      <p class="says">${named(`${claim}/${assertion}`)}</p>
      <div class="figures">${figures}</div>
      <details><summary>Numbers of each run: ${named(
        `${claim}/${assertion}`,
      )}</summary>${drawn.map((each) => numbersMarkup(each, history))}</details>
    </div>
  `;
}

async function figureMarkup(
  line: HistoryLine,
  { points, id, placed, domain }: {
    points: readonly HistoryPoint[];
    id: string;
    placed: PlacedLines;
    domain: readonly [number, number];
  },
): Promise<Markup> {
  const last = line.points.at(-1)!.row;
  const chart = runsChart({
    ...{ span: placed.span, domain, margin: marginOf(last) },
    bound: last.bound,
    measure: "estimate",
    points: points.map((point) => ({ ...point, estimate: estimateOf(point) })),
  });
  const title = `${line.claim}/${line.assertion} on ${nameOf(line)}`;
  return html`
    <figure class="runs" id="${id}">
      <figcaption>${named(nameOf(line))}</figcaption>
      <p>${spansMarkup(line)}</p>
      <div class="charts">${new Markup(
        await toSvg({ ...chart, title }, { id }),
      )}</div>
    </figure>
  `;
}

function nameOf({ site, variant }: HistoryLine): string {
  return variant === "" ? site : `${site}, ${variant}`;
}

function numbersMarkup(
  { line, points }: { line: HistoryLine; points: readonly HistoryPoint[] },
  { runs }: RunHistory,
): Markup {
  const name = nameOf(line);
  return html`
    <div class="scroll" role="region" tabindex="0"
      aria-label="Numbers of ${line
        .assertion} on ${name}">
      <table class="grid numbers">
        <caption>${named(name)}</caption>
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
        <tbody>${points.map(({ run, verdict, row }) => {
          const { seeds = 0, failed = 0 } = row;
          return html`
            <tr>
              <td>${run}</td>
              <td>${minuteOf(runs[run - 1]?.began ?? "")}</td>
              <td>${estimateMarkup(row, { digits: 3, anchor: undefined })}</td>
              <td>${seeds - failed}</td>
              <td>${badge(verdict)}</td>
              <td>${row.expected ?? "not reviewed"}</td>
            </tr>
          `;
        })}</tbody>
      </table>
    </div>
  `;
}
