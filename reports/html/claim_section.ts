/** A claim: its sentence, pictures, findings and values. */
import { toSvg } from "../charts/to_svg.ts";
import type { FigureGroup } from "../figures/figure.ts";
import type { Statement } from "../report_model.ts";
import type { Anchors, ValueLine } from "./anchors.ts";
import { html, Markup, named } from "./html.ts";
import type { PlacedClaim } from "./overview.ts";
import { seedTable } from "./seed_table.ts";
import { assertionTable, measureTable } from "./statement_table.ts";
import { badge, verdictOfAll } from "./verdicts.ts";

/** What a section shows beside the claim. */
export interface SectionParts {
  groups: readonly FigureGroup[];
  /** The lines of values at each site, by its name. */
  lines: ReadonlyMap<string, readonly ValueLine[]>;
  anchors: Anchors;
}

/**
 * Writes the section of a claim.
 *
 * @param placed The claim.
 * @param parts Its pictures and values.
 */
export async function claimSection(
  { claim, place, anchorOf }: PlacedClaim,
  { groups, lines, anchors }: SectionParts,
): Promise<Markup> {
  const { name, sentence, source, assertions, measures, sites } = claim;
  const verdict = verdictOfAll(assertions.map(({ row }) => row.verdict));
  const figures: Markup[] = [];
  for (const [at, group] of groups.entries()) {
    figures.push(await groupMarkup(group, `${place}f${at}`));
  }
  const tables = sitesOf(assertions).map((site) =>
    assertionTable(at(assertions, site), {
      ...{ anchorOf, caption: sites.length > 1 ? site : "What was asserted" },
    })
  );
  const beside = sitesOf(measures).map((site) =>
    measureTable(at(measures, site), { anchorOf, caption: site })
  );
  return html`
    <section id="${place}"><h2>${named(name)} ${badge(verdict)}</h2>
    <blockquote>${named(sentence)}<footer>${named(source)}</footer></blockquote>
    <div class="groups">${figures}</div>${tables}${beside.length === 0
      ? undefined
      : html`<details><summary>Measured beside</summary>${beside}</details>`}
    ${[...lines].map(([site, own]) =>
      seedTable(own, {
        ...{ caption: site, groupOf: anchors.groupOf },
      })
    )}</section>
  `;
}

/** Sites in order; those that were pooled together are one. */
function sitesOf(statements: readonly Statement[]): string[] {
  return [...new Set(statements.map(({ row }) => row.site ?? ""))];
}

function at(statements: readonly Statement[], site: string): Statement[] {
  return statements.filter(({ row }) => row.site === site);
}

async function groupMarkup(group: FigureGroup, id: string): Promise<Markup> {
  const { title, says, figures } = group;
  const drawn: Markup[] = [];
  for (const [index, { site, charts }] of figures.entries()) {
    const svgs: string[] = [];
    for (const [number, chart] of charts.entries()) {
      const of = site === "" ? "" : ` on ${site}`;
      const titled = { ...chart, title: `${chart.title}${of}` };
      svgs.push(await toSvg(titled, { id: `${id}-${index}-${number}` }));
    }
    const caption = figures.length === 1 && site === ""
      ? undefined
      : html`<figcaption>${named(site)}</figcaption>`;
    drawn.push(
      html`
        <figure>${caption}<div class="charts">${charts.map(({ label }, at) =>
          html`<div>${
            label === undefined ? undefined : html`<p>${named(label)}</p>`
          }${new Markup(svgs[at] ?? "")}</div>`
        )}</div></figure>
      `,
    );
  }
  const isOne = figures.length === 1 && figures[0]?.charts.length === 1;
  return html`
    <div class="group${isOne ? " one" : ""}">
      <h3>${named(title)}</h3>
      <p class="says">${says}</p>
      <div class="figures">${drawn}</div>
    </div>
  `;
}
