/** @jsxRuntime automatic @jsxImportSource preact */
/** The values that the statistics saw: a line a statement, a column a seed. */
import type { VNode } from "preact";
import { armTitle } from "../charts/wording.ts";
import type { Series } from "../document.ts";
import { decimal } from "../format.ts";
import { Named } from "./named.tsx";
import { Scroll } from "./scroll.tsx";
import type { ValueLine } from "./places.ts";

/** Seeds of a line that are shown: the rest is in the file. */
const MOST_SEEDS = 60;

/** The place of the group of a trial, by the id of the trial. */
export type GroupAnchors = ReadonlyMap<string, string>;

/** The values of a claim at a site, folded away. */
export function SeedTable(
  { claim, lines, site, groups }: {
    /** The name of the claim. */
    claim: string;
    lines: readonly ValueLine[];
    site: string;
    groups: GroupAnchors;
  },
): VNode {
  const all = [
    ...new Set(
      lines.flatMap(({ series }) => series.seeds.map(({ seed }) => seed)),
    ),
  ];
  const seeds = all.slice(0, MOST_SEEDS);
  return (
    <details>
      <summary>
        Values of each seed: <Named name={site} />
      </summary>
      {all.length > seeds.length && (
        <p class="quiet">
          The first {seeds.length} of {all.length} seeds; contrasts.csv has all.
        </p>
      )}
      <Scroll label={`Values of each seed of ${claim}: ${site}`}>
        <table class="grid">
          <thead>
            <tr>
              <th scope="col">seed</th>
              {seeds.map((seed) => <th scope="col">{seed}</th>)}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line {...line} seeds={seeds} groups={groups} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}

function Line(
  { anchor, statement, series, seeds, groups }: ValueLine & {
    seeds: readonly number[];
    groups: GroupAnchors;
  },
): VNode {
  const values = new Map(series.seeds.map(({ seed, value }) => [seed, value]));
  const { label } = series;
  const name = label === "" ? statement.name : `${statement.name}, ${label}`;
  return (
    <tr id={anchor}>
      <th scope="row">
        <Named name={name} />{" "}
        <span class="quiet">
          <Terms series={series} groups={groups} />
        </span>
      </th>
      {seeds.map((seed) => <td>{short(values.get(seed) ?? undefined)}</td>)}
    </tr>
  );
}

/** A value with as many decimals as say something. */
function short(value: number | undefined): string {
  return decimal(value, { digits: Math.abs(value ?? 0) >= 10 ? 0 : 3 });
}

/** What a value is made of, each arm with a link to its trials. */
function Terms(
  { series: { terms, seeds }, groups }: {
    series: Series;
    groups: GroupAnchors;
  },
): VNode {
  return (
    <>
      {terms.map((term, at) => {
        const sign = term.weight < 0 ? "\u2212 " : at === 0 ? "" : "+ ";
        const anchor = groups.get(seeds[0]?.trials[at] ?? "");
        const arm = <Named name={armTitle(term)} />;
        return (
          <>
            {at > 0 ? " " : ""}
            {sign}
            {anchor === undefined ? arm : <a href={`#${anchor}`}>{arm}</a>}
          </>
        );
      })}
    </>
  );
}
