/** What the statistics saw, as rows of `contrasts.csv`. */
import type { ContrastRow } from "../../../reports/tables/contrasts_csv.ts";
import { listCell } from "../../../reports/tables/list_cell.ts";
import type { Condition, Contrast, Score } from "../../study/contrast.ts";
import type { Finding } from "../../study/decide.ts";
import { expectationKey } from "../../study/expectations.ts";
import { type Assertion, kindOf, type Measure } from "../../study/kinds/mod.ts";
import { siteName } from "../../study/site.ts";
import {
  contrastTerms,
  type Results,
  seedsOf,
  type Study,
} from "../../study/study.ts";
import { trialId } from "../../trials/trial.ts";

/**
 * The rows of a finding.
 *
 * @param finding A statement, with the sites that it was checked at.
 * @param options The studies of the run, and their trials.
 * @returns One for each condition and seed; for each site and seed, where
 * several were pooled.
 */
export function contrastRows(
  { claim, statement, sites }: Pick<Finding, "claim" | "statement" | "sites">,
  { studies, results }: { studies: readonly Study[]; results: Results },
): ContrastRow[] {
  const own = studies.filter((study) =>
    study.claim === claim && sites.includes(study.site)
  );
  const site = expectationKey({ claim, statement, sites }).place;
  return own.flatMap((study) =>
    conditionsOf(statement, study).flatMap(({ label, of }) =>
      seedsOf(study).map((seed) => ({
        ...{ claim: claim.name, assertion: statement.name, site },
        condition: label || undefined,
        seed,
        ...valuesOf(of, { study, results, seed }),
      }))
    )
  );
}

/** The contrasts of a statement, with names that tell them apart. */
function conditionsOf(
  statement: Assertion | Measure,
  { site }: Study,
): Condition[] {
  const kind = kindOf(statement);
  return kind.conditions(statement).map((condition) =>
    kind.leastSites === undefined
      ? condition
      : { ...condition, label: siteName(site) }
  );
}

function valuesOf(
  contrast: Contrast,
  options: { study: Study; results: Results; seed: number },
): ContrastRow {
  const { value, terms } = contrastTerms(contrast, options);
  const each = (of: (score: Score & { weight: number }) => string | number) =>
    listCell(contrast.map(of));
  return {
    value,
    cells: each(({ cell }) => cell),
    weights: each(({ weight }) => weight),
    metrics: each(metricOf),
    inferences: each(({ inference = "as-trained" }) => inference),
    epochs: listCell(
      contrast.map(({ epoch }, at) =>
        epoch ?? terms[at]?.trial.spec.epochs ?? ""
      ),
    ),
    scores: listCell(terms.map(({ score }) => score ?? "")),
    trials: listCell(terms.map(({ trial }) => trialId(trial))),
  };
}

/** A metric as `trials.csv` calls it. */
function metricOf({ metric = "minorityF1", reaches }: Score): string {
  const column = metric.replace(
    /[A-Z]/g,
    (letter) => `_${letter.toLowerCase()}`,
  );
  return reaches === undefined ? column : `epoch of ${column} >= ${reaches}`;
}
