/** @jsxRuntime automatic @jsxImportSource preact */
/** A claim: its sentence, pictures, findings and values. */
import type { VNode } from "preact";
import type { DocumentStatement } from "../document.ts";
import type { FigureGroup, SiteFigure } from "../figures/figure_group.ts";
import { claimVerdict } from "../verdicts.ts";
import { Named } from "./named.tsx";
import { drawn, type DrawnChart, Picture } from "./picture.tsx";
import type { PlacedClaim } from "./places.ts";
import { type GroupAnchors, SeedTable } from "./seed_table.tsx";
import { AssertionTable, MeasureTable } from "./statement_table.tsx";
import { Badge } from "./verdicts.tsx";

/** The pictures of a site, drawn. */
interface DrawnFigure extends Omit<SiteFigure, "charts"> {
  charts: DrawnChart[];
}

/** Pictures of the same kind, drawn. */
export interface DrawnGroup extends Omit<FigureGroup, "figures"> {
  figures: DrawnFigure[];
}

/**
 * Draws pictures for the page.
 *
 * @param groups The pictures of a claim.
 * @param place The anchor of the claim.
 */
export async function drawGroups(
  groups: readonly FigureGroup[],
  place: string,
): Promise<DrawnGroup[]> {
  return await Promise.all(groups.map(async (group, at) => ({
    ...group,
    figures: await Promise.all(group.figures.map(async (figure, index) => ({
      ...figure,
      charts: await Promise.all(figure.charts.map((chart, number) => {
        const title = figure.site === ""
          ? chart.title
          : `${chart.title} on ${figure.site}`;
        const id = `${place}f${at}-${index}-${number}`;
        return drawn({ ...chart, title }, { id });
      })),
    }))),
  })));
}

/** The section of a claim. */
export function ClaimSection(
  { placed, groups, trialGroups }: {
    placed: PlacedClaim;
    groups: readonly DrawnGroup[];
    trialGroups: GroupAnchors;
  },
): VNode {
  const { claim, assertions, measures, anchor, lines } = placed;
  const verdict = claimVerdict(assertions.map(({ verdict }) => verdict));
  const tables = byPlace(assertions);
  return (
    <section id={anchor}>
      <h2>
        <Named name={claim.name} /> <Badge verdict={verdict} />
      </h2>
      <blockquote>
        <Named name={claim.sentence} />
        <footer>
          <Named name={claim.source} />
        </footer>
      </blockquote>
      <div class="groups">
        {groups.map((group) => <Group {...group} />)}
      </div>
      {tables.map(([place, statements]) => (
        <AssertionTable
          {...placed}
          statements={statements}
          caption={tables.length > 1 ? place : "Assertions"}
        />
      ))}
      {measures.length > 0 && (
        <details>
          <summary>Other measurements, which decide nothing</summary>
          {byPlace(measures).map(([place, statements]) => (
            <MeasureTable
              {...placed}
              statements={statements}
              caption={place}
            />
          ))}
        </details>
      )}
      {[...lines].map(([site, own]) => (
        <SeedTable
          claim={claim.name}
          lines={own}
          site={site}
          groups={trialGroups}
        />
      ))}
    </section>
  );
}

/** Statements by where they were checked; those that pool sites are together. */
function byPlace(
  statements: readonly DocumentStatement[],
): [string, DocumentStatement[]][] {
  return [...Map.groupBy(statements, ({ place }) => place)];
}

function Group({ title, says, figures }: DrawnGroup): VNode {
  const isOne = figures.length === 1 && figures[0]?.charts.length === 1;
  return (
    <div class={isOne ? "group one" : "group"}>
      <h3>
        <Named name={title} />
      </h3>
      <p class="says">{says}</p>
      <div class="figures">
        {figures.map((figure) => <Figure {...figure} />)}
      </div>
    </div>
  );
}

function Figure({ site, charts }: DrawnFigure): VNode {
  return (
    <figure>
      {site !== "" && (
        <figcaption>
          <Named name={site} />
        </figcaption>
      )}
      <div class="charts">
        {charts.map((chart) => (
          <div>
            {chart.label !== undefined && (
              <p>
                <Named name={chart.label} />
              </p>
            )}
            <Picture {...chart} />
          </div>
        ))}
      </div>
    </figure>
  );
}
