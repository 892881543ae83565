/** The end of a run, for people: each claim with its verdicts and evidence. */
import { describeSpecs } from "../../bench/trials/describe_spec.ts";
import type { TrialResult } from "../../bench/trials/trial.ts";
import { type ArmScores, armScores } from "../arm_scores.ts";
import type {
  DocumentClaim,
  DocumentSite,
  DocumentStatement,
  RunDocument,
} from "../document.ts";
import { movingArmText } from "../moving_arm_text.ts";
import { type OutlookContext, outlookText } from "../outlook_text.ts";
import { scopeText } from "../promise.ts";
import { rankingBeside } from "../ranking_beside.ts";
import { assertionLines, measureLines } from "./statement_lines.ts";
import { wrap } from "./wrap.ts";

/**
 * Writes what was found of each claim, site by site.
 *
 * @param document The run.
 * @returns A text for each claim and site, in lines of at most 80 columns as
 * far as names allow. What was pooled stands with the last site of its claim.
 */
export function summarize(document: RunDocument): string[] {
  const results = new Map(
    document.trials.map(({ id, result }) => [id, result]),
  );
  return document.claims.flatMap((claim) => {
    const sites = document.settings.sites.filter(({ name }) =>
      claim.statements.some(({ sites }) => sites.includes(name))
    );
    return sites.map((site, at) => {
      const isLast = at === sites.length - 1;
      const statements = claim.statements.filter((
        { sites: [first, ...more] },
      ) => more.length > 0 ? isLast : first === site.name);
      const arms = armScores(claim, { site: site.name, trials: results });
      const { settings } = document;
      const context = { claim, settings, trials: results };
      const where = [
        ...wrap(`  on ${whereOf(claim, { site, results })},`, "    "),
        `  ${scopeText([site.name], settings)}`,
      ];
      return summary(context, { where, statements, arms });
    });
  });
}

function summary(
  context: OutlookContext & { claim: DocumentClaim },
  { where, statements, arms }: {
    /** On what: lines of text. */
    where: readonly string[];
    statements: readonly DocumentStatement[];
    arms: readonly ArmScores[];
  },
): string {
  const { name, sentence } = context.claim;
  const lines = [
    ...wrap(`${name}: ${sentence}`, "  "),
    ...where,
    "",
  ];
  const isMeasure = ({ verdict }: DocumentStatement) => verdict === undefined;
  for (const statement of statements) {
    if (isMeasure(statement)) continue;
    const { trials } = context;
    const beside = {
      outlook: outlookText(statement, context),
      ranking: rankingBeside(statement, trials),
      moving: movingArmText(statement, trials),
    };
    lines.push(...assertionLines(statement, beside), "");
  }
  const measures = statements.filter(isMeasure);
  if (measures.length > 0) {
    lines.push("  measured beside", ...measures.flatMap(measureLines), "");
  }
  const width = Math.max(28, ...arms.map(({ name }) => name.length));
  lines.push(
    `  ${
      "arm, with its means".padEnd(width)
    } seeds  minority F1    AUROC  balanced acc.` +
      "    MCC",
    ...arms.map((arm) =>
      `  ${arm.name.padEnd(width)}` +
      `${arm.seeds}`.padStart(6) +
      arm.minorityF1.toFixed(3).padStart(13) +
      (arm.minorityAuroc?.toFixed(3) ?? "").padStart(9) +
      arm.balancedAccuracy.toFixed(3).padStart(15) +
      arm.mcc.toFixed(3).padStart(7)
    ),
  );
  return lines.join("\n");
}

/** What the trainings of a claim at a site are: its cells may set their own. */
function whereOf(
  { statements }: DocumentClaim,
  { site, results }: {
    site: DocumentSite;
    results: ReadonlyMap<string, TrialResult>;
  },
): string {
  const ids = statements.flatMap(({ series }) => series)
    .filter((each) => each.site === site.name)
    .flatMap(({ seeds }) => seeds).flatMap(({ trials }) => trials);
  const specs = [...new Set(ids)].flatMap((id) => results.get(id)?.spec ?? []);
  return specs.length === 0 ? site.description : describeSpecs(specs);
}
