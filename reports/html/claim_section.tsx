/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** A claim: its sentence, pictures, findings and values. */
import type { VNode } from "preact";
import type { DocumentStatement } from "../document.ts";
import { openClaimText } from "../evidence_text.ts";
import type { FigureGroup, SiteFigure } from "../figures/figure_group.ts";
import type { OutlookContext } from "../outlook_text.ts";
import { scopeText } from "../promise.ts";
import { ArmTable } from "./arm_table.tsx";
import { ClassTables } from "./class_tables.tsx";
import { named, Quote } from "./named.tsx";
import { picture } from "./picture.tsx";
import type { PlacedClaim } from "./places.ts";
import { type GroupAnchors, SeedTable } from "./seed_table.tsx";
import { AssertionTable, MeasureTable } from "./statement_table.tsx";
import { Badge } from "./verdicts.tsx";

/** What the section of a claim shows beside its statements. */
interface SectionParts {
  /** Its pictures. */
  groups: readonly FigureGroup[];
  trialGroups: GroupAnchors;
  /** What the outlook of an assertion is told by, beside its claim. */
  run: Omit<OutlookContext, "claim">;
}

/**
 * Writes the section of a claim, and draws its pictures.
 *
 * @param placed The claim.
 * @param parts Its pictures, and where the trials are.
 */
export async function claimSection(
  placed: PlacedClaim,
  { groups, trialGroups, run }: SectionParts,
): Promise<VNode> {
  const { claim, assertions, measures, anchor, lines } = placed;
  const tables = byPlace(assertions);
  const why = openClaimText(claim);
  const pictures = await Promise.all(
    groups.map((group, at) => groupMarkup(group, `${anchor}f${at}`)),
  );
  return (
    <section id={anchor}>
      <h2>
        {named(claim.name)} <Badge verdict={claim.verdict} />
      </h2>
      <Quote {...claim} />
      {why !== undefined && <p class="quiet">{`Inconclusive: ${why}.`}</p>}
      <div class="groups">{pictures}</div>
      {tables.map(([place, statements]) => (
        <AssertionTable
          {...placed}
          run={run}
          statements={statements}
          caption={`${tables.length > 1 ? place : "Assertions"}, ${
            scopeText(statements[0]!.sites, run.settings)
          }`}
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
        <>
          <ArmTable claim={claim} site={site} trials={run.trials} />
          <ClassTables claim={claim} site={site} trials={run.trials} />
          <SeedTable
            claim={claim.name}
            lines={own}
            site={site}
            groups={trialGroups}
          />
        </>
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

async function groupMarkup(
  { title, says, figures }: FigureGroup,
  id: string,
): Promise<VNode> {
  const isOne = figures.length === 1 && figures[0]?.charts.length === 1;
  return (
    <div class={isOne ? "group one" : "group"}>
      <h3>{named(title)}</h3>
      <p class="says">{says}</p>
      <div class="figures">
        {await Promise.all(
          figures.map((figure, at) => figureMarkup(figure, `${id}-${at}`)),
        )}
      </div>
    </div>
  );
}

async function figureMarkup(
  { site, charts }: SiteFigure,
  id: string,
): Promise<VNode> {
  const pictures = await Promise.all(
    charts.map((chart, at) => picture(chart, { id: `${id}-${at}`, site })),
  );
  return (
    <figure>
      {site !== "" && <figcaption>{named(site)}</figcaption>}
      <div class="charts">
        {charts.map(({ label }, at) => (
          <div>
            {label !== undefined && <p>{named(label)}</p>}
            {pictures[at]}
          </div>
        ))}
      </div>
    </figure>
  );
}
