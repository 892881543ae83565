/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** The values that the statistics saw: a line a statement, a column a seed. */
import type { VNode } from "preact";
import { armTitle } from "../charts/wording.ts";
import type { Series } from "../document.ts";
import { decimal } from "../format.ts";
import { named } from "./named.tsx";
import type { ValueLine } from "./places.ts";
import { Grid } from "./tables.tsx";

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
  const all = new Set(
    lines.flatMap(({ series }) => series.seeds.map(({ seed }) => seed)),
  );
  const seeds = [...all].slice(0, MOST_SEEDS);
  const rows = lines.map(({ anchor, statement: { name }, series }) => {
    const { label } = series;
    const values = new Map(
      series.seeds.map(({ seed, value }) => [seed, value ?? undefined]),
    );
    const head = (
      <>
        {named(label === "" ? name : `${name}, ${label}`)}{" "}
        <span class="quiet">{termsOf(series, groups)}</span>
      </>
    );
    return {
      anchor,
      cells: [head, ...seeds.map((it) => short(values.get(it)))],
    };
  });
  return (
    <details>
      <summary>Values of each seed: {named(site)}</summary>
      {all.size > seeds.length && (
        <p class="quiet">
          The first {seeds.length} of {all.size} seeds; contrasts.csv has all.
        </p>
      )}
      <Grid
        name={`Values of each seed of ${claim}: ${site}`}
        columns={["seed", ...seeds]}
        rows={rows}
      />
    </details>
  );
}

/** A value with as many decimals as say something. */
function short(value: number | undefined): string {
  return decimal(value, { digits: Math.abs(value ?? 0) >= 10 ? 0 : 3 });
}

/** What a value is made of, each arm with a link to its trials. */
function termsOf({ terms, seeds }: Series, groups: GroupAnchors): VNode[] {
  return terms.map((term, at) => {
    const sign = term.weight < 0 ? "\u2212 " : at === 0 ? "" : "+ ";
    const anchor = groups.get(seeds[0]?.trials[at] ?? "");
    const arm = named(armTitle(term));
    return (
      <>
        {at > 0 && " "}
        {sign}
        {anchor === undefined ? arm : <a href={`#${anchor}`}>{arm}</a>}
      </>
    );
  });
}
