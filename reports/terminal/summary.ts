/** The end of a run, for people: each claim with its verdicts and evidence. */
import { describeSpecs } from "../../bench/trials/describe_spec.ts";
import {
  type Evaluation,
  evaluation,
  type TrialResult,
} from "../../bench/trials/trial.ts";
import { useTitle } from "../../bench/trials/use_title.ts";
import type {
  DocumentClaim,
  DocumentSite,
  DocumentStatement,
  RunDocument,
} from "../document.ts";
import { type OutlookContext, outlookText } from "../outlook_text.ts";
import { scopeText } from "../promise.ts";
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
      const arms = armsOf(claim, { site, results });
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

/** Mean scores of one arm, used in one way. */
interface Arm {
  /** Such as `"with, layer removed"`. */
  name: string;
  minorityF1: number;
  /** Absent where the test images are of one class. */
  minorityAuroc: number | undefined;
  balancedAccuracy: number;
  mcc: number;
}

function summary(
  context: OutlookContext & { claim: DocumentClaim },
  { where, statements, arms }: {
    /** On what: lines of text. */
    where: readonly string[];
    statements: readonly DocumentStatement[];
    arms: readonly Arm[];
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
    const outlook = outlookText(statement, context);
    lines.push(...assertionLines(statement, outlook), "");
  }
  const measures = statements.filter(isMeasure);
  if (measures.length > 0) {
    lines.push("  measured beside", ...measures.flatMap(measureLines), "");
  }
  const width = Math.max(31, ...arms.map(({ name }) => name.length));
  lines.push(
    `  ${
      "mean over seeds".padEnd(width)
    }  minority F1    AUROC  balanced acc.` +
      "      MCC",
    ...arms.map(({ name, minorityF1, minorityAuroc, balancedAccuracy, mcc }) =>
      `  ${name.padEnd(width)}` +
      minorityF1.toFixed(3).padStart(13) +
      (minorityAuroc?.toFixed(3) ?? "").padStart(9) +
      balancedAccuracy.toFixed(3).padStart(15) +
      mcc.toFixed(3).padStart(9)
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

/**
 * The mean scores of each cell at a site, as trained and in the other ways that
 * the statements there look at.
 */
function armsOf(
  { cells, statements }: DocumentClaim,
  { site, results }: {
    site: DocumentSite;
    results: ReadonlyMap<string, TrialResult>;
  },
): Arm[] {
  const trials = new Map<string, Set<string>>();
  const series = statements.flatMap(({ series }) => series)
    .filter((each) => each.site === site.name);
  for (const { terms, seeds } of series) {
    for (const [at, { cell, inference }] of terms.entries()) {
      const key = `${cell} ${inference}`;
      const ids = seeds.flatMap(({ trials }) => trials[at] ?? []);
      trials.set(key, new Set([...trials.get(key) ?? [], ...ids]));
    }
  }
  return cells.flatMap((cell) =>
    evaluation.shape.inference.options.flatMap((inference) => {
      const evaluations = [...trials.get(`${cell} ${inference}`) ?? []]
        .flatMap((id) => lastEvaluation(results.get(id), inference) ?? []);
      const name = useTitle(cell, inference);
      return evaluations.length === 0 ? [] : [meanScores(name, evaluations)];
    })
  );
}

function lastEvaluation(
  trial: TrialResult | undefined,
  inference: Evaluation["inference"],
): Evaluation | undefined {
  return trial?.evaluations.find((each) =>
    each.inference === inference && each.epoch === trial.spec.epochs
  );
}

function meanScores(name: string, evaluations: readonly Evaluation[]): Arm {
  const mean = (of: (metrics: Evaluation["metrics"]) => number) =>
    evaluations.reduce((sum, { metrics }) => sum + of(metrics), 0) /
    evaluations.length;
  const auroc = mean(({ minorityAuroc = NaN }) => minorityAuroc);
  return {
    name,
    minorityF1: mean(({ minorityF1 }) => minorityF1),
    minorityAuroc: Number.isNaN(auroc) ? undefined : auroc,
    balancedAccuracy: mean(({ balancedAccuracy }) => balancedAccuracy),
    mcc: mean(({ mcc }) => mcc),
  };
}
