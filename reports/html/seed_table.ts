/** The values that the statistics saw: a line a statement, a column a seed. */
import { armTitle } from "../charts/wording.ts";
import { decimal } from "../format.ts";
import type { SeedValue } from "../report_model.ts";
import type { Anchors, ValueLine } from "./anchors.ts";
import { html, type Markup, named } from "./html.ts";

/** Seeds of a line that are shown: the rest is in the file. */
const MOST_SEEDS = 60;

/**
 * Writes the values of a claim at a site, folded away.
 *
 * @param lines A line for each statement and condition.
 * @param options What they are called, and where trials are.
 */
export function seedTable(
  lines: readonly ValueLine[],
  { caption, groupOf }: { caption: string } & Pick<Anchors, "groupOf">,
): Markup {
  const all = [
    ...new Set(
      lines.flatMap(({ condition }) => condition.seeds.map(({ seed }) => seed)),
    ),
  ];
  const seeds = all.slice(0, MOST_SEEDS);
  const rest = all.length > seeds.length
    ? html`
      <p
        class="quiet">The first ${seeds.length} of ${all
          .length} seeds; all are in contrasts.csv.</p>
    `
    : undefined;
  return html`
    <details><summary>Values of each seed: ${named(caption)}</summary>${rest}
    <div class="scroll" role="region" tabindex="0" aria-label="Values of each seed: ${caption}"><table class="grid">
    <thead><tr><th scope="col">seed</th>${seeds.map((seed) =>
      html`<th scope="col">${seed}</th>`
    )}</tr></thead>
    <tbody>${lines.map((line) =>
      lineMarkup(line, { seeds, groupOf })
    )}</tbody></table></div></details>
  `;
}

function lineMarkup(
  { anchor, statement, condition }: ValueLine,
  { seeds, groupOf }: { seeds: readonly number[] } & Pick<Anchors, "groupOf">,
): Markup {
  const values = new Map(
    condition.seeds.map(({ seed, value }) => [seed, value]),
  );
  const name = [statement.row.assertion, condition.label].filter(Boolean)
    .join(", ");
  return html`
    <tr
      id="${anchor}"><th scope="row">${named(name)} <span class="quiet">${terms(
        condition.seeds[0],
        groupOf,
      )}</span></th>${seeds.map((seed) =>
        html`<td>${short(values.get(seed))}`
      )}</tr>
  `;
}

/** A value with as many decimals as say something. */
function short(value: number | undefined): string {
  return decimal(value, { digits: Math.abs(value ?? 0) >= 10 ? 0 : 3 });
}

/** What a value is made of, each arm with a link to its trials. */
function terms(
  first: SeedValue | undefined,
  groupOf: Anchors["groupOf"],
): Markup[] {
  return (first?.terms ?? []).map((term, at) => {
    const sign = term.weight < 0 ? "\u2212 " : at === 0 ? "" : "+ ";
    const anchor = groupOf.get(term.trial)?.anchor;
    const arm = named(armTitle(term));
    return html`
      ${at > 0 ? " " : ""}${sign}${anchor === undefined
        ? arm
        : html`<a href="#${anchor}">${arm}</a>`}
    `;
  });
}
