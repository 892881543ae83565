/**
 * `index.html`: everything that a run found, on one page that needs no network
 * and no script.
 */
import { claimFigures } from "../figures/claim_figures.ts";
import type { ResultSet } from "../tables/read_results.ts";
import {
  type ClaimReport,
  modelOf,
  type ReportModel,
  type Statement,
} from "../report_model.ts";
import { anchorsOf, type ValueLine, valueLines } from "./anchors.ts";
import { claimSection } from "./claim_section.ts";
import { environmentSection } from "./environment_section.ts";
import { html, type Markup, named } from "./html.ts";
import { overview, type PlacedClaim } from "./overview.ts";
import { toPage } from "./page.ts";
import { samplesSection } from "./samples_section.ts";
import { trialSection } from "./trial_section.ts";

/** A claim with its place, and the lines of values at each site. */
type Placed = PlacedClaim & { lines: Map<string, ValueLine[]> };

/**
 * Writes the page.
 *
 * @param results The rows of a result set.
 * @returns The text of the file.
 */
export async function toIndexHtml(results: ResultSet): Promise<string> {
  const model = modelOf(results);
  const anchors = anchorsOf(model);
  const placed = model.claimReports.map(place);
  const drawn = new Set<string>();
  const sections: Markup[] = [];
  for (const each of placed) {
    const groups = claimFigures(each.claim, { model, drawn });
    const { lines } = each;
    sections.push(await claimSection(each, { groups, lines, anchors }));
  }
  const options = factOf(model, "command") === undefined
    ? undefined
    : factOf(model, "options") ?? "";
  return toPage(
    html`${header(model)}<main>
${
      placed.length > 0
        ? overview(placed)
        : html`<p>No claim was decided: the run was a part of one, or was stopped.</p>`
    }
${sections}${samplesSection(model.samples)}${
      anchors.groups.length > 0 ? trialSection(anchors, { options }) : undefined
    }${environmentSection(model.environment)}</main>`,
    { title: "Final batch normalization: claims checked" },
  );
}

/** Gives a claim and its statements their places on the page. */
function place(claim: ClaimReport, at: number): Placed {
  const name = `c${at + 1}`;
  const statements = [...claim.assertions, ...claim.measures];
  const sites = new Set(statements.map(({ row }) => row.site ?? ""));
  const lines = new Map<string, ValueLine[]>();
  const anchors = new Map<Statement, string>();
  for (const [index, site] of [...sites].entries()) {
    const own = statements.filter(({ row }) => row.site === site);
    const values = valueLines(own, `${name}v${index + 1}`);
    if (values.lines.length > 0) lines.set(site, values.lines);
    for (const [statement, { anchor }] of values.lineOf) {
      anchors.set(statement, anchor);
    }
  }
  return {
    ...{ claim, place: name, lines },
    anchorOf: (statement) => anchors.get(statement),
  };
}

function factOf(
  { environment }: ReportModel,
  wanted: string,
): string | undefined {
  return environment.find(({ name }) => name === wanted)?.value;
}

function header(model: ReportModel): Markup {
  const sites = [...new Set(model.claimReports.flatMap(({ sites }) => sites))];
  const trials = model.trialRows.size;
  const facts = [
    factOf(model, "profile") && `profile ${factOf(model, "profile")}`,
    factOf(model, "seeds") && `seeds ${factOf(model, "seeds")}`,
    `${trials} training${trials === 1 ? "" : "s"}`,
    factOf(model, "last trial")?.slice(0, 10),
  ].filter(Boolean).join(" \u00b7 ");
  return html`
    <header><h1>Does a final batch normalization layer help rare classes?</h1>
    <p>The claims of <a href="https://arxiv.org/abs/2109.09016">The Unreasonable Effectiveness of the Final Batch Normalization Layer</a>, each checked by repeated trainings with and without the layer.</p>
    <p class="quiet">${facts}</p>${sites.length === 0
      ? undefined
      : html`<p class="quiet">On ${named(sites.join(", "))}</p>`}${partial(
        model,
      )}
    <nav aria-label="Sections"><a href="#data">Data</a> <a href="#trials">Trials</a> <a href="#environment">Environment</a></nav></header>
  `;
}

function partial(model: ReportModel): Markup | undefined {
  const complete = factOf(model, "complete");
  return complete === undefined || complete === "yes" ? undefined : html`
    <p
      class="departure">This is a part of a run: some trials or claims are missing.</p>
  `;
}
