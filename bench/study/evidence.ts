/** From the trials of studies to what the numbers of their claims say. */
import { assertPaired } from "./_assert_paired.ts";
import type { Claim } from "./claim.ts";
import type { Evidence } from "./kinds/kind.ts";
import { type Assertion, kindOf, type Measure } from "./kinds/mod.ts";
import type { Site } from "./site.ts";
import {
  completeValues,
  type Results,
  type Series,
  seriesOf,
} from "./series.ts";
import type { Study } from "./study.ts";

/**
 * A study with more failed seeds than this share decides nothing: what failed
 * may be just what would have spoken against the claim.
 */
const MAX_FAILED_SHARE = 0.1;

/** What the numbers of a statement say, and of which seeds they are. */
export interface Found extends Evidence {
  claim: Claim;
  /** Where it was checked: one site, or all that were pooled. */
  sites: readonly Site[];
  statement: Assertion | Measure;
  /** Seeds of each site. */
  seeds: number;
  /** Seeds of which a trial failed. */
  failed: number;
  /** Why nothing can be decided, where the numbers do not say it. */
  reason?: string | undefined;
  /** What the statistics saw: condition by condition, site by site. */
  series: readonly Series[];
}

/**
 * The evidence of a run. That of a study is computed once, when it is first
 * asked for: the trials of the study must have ended.
 */
export class RunEvidence {
  readonly #results: Results;
  readonly #known = new Map<Study, Found[]>();

  /** @param results Where the trials of all studies are found. */
  constructor(results: Results) {
    this.#results = results;
  }

  /**
   * What is known of studies.
   *
   * @param studies Those of a claim in a row.
   * @returns What each statement comes to, study by study; what is about all
   * sites of a claim comes after them.
   * @throws {Error} If trials that should share images or weights do not.
   */
  of(studies: readonly Study[]): Found[] {
    const claims = [...new Set(studies.map(({ claim }) => claim))];
    return claims.flatMap((claim) => {
      const own = studies.filter((study) => study.claim === claim);
      const pooled = claim.assertions.flatMap((statement) =>
        this.#ofSites(statement, own)
      );
      return [...own.flatMap((study) => this.#ofStudy(study)), ...pooled];
    });
  }

  #ofStudy(study: Study): Found[] {
    let found = this.#known.get(study);
    if (found === undefined) {
      assertPaired([...this.#results.values()]);
      found = [...study.assertions, ...study.measures]
        .filter((statement) => kindOf(statement).leastSites === undefined)
        .map((statement) => this.#compute(statement, [study]));
      this.#known.set(study, found);
    }
    return found;
  }

  /** Of an assertion about all sites, if there are enough of them. */
  #ofSites(statement: Assertion, studies: readonly Study[]): Found[] {
    const { leastSites = Infinity } = kindOf(statement);
    const own = studies.filter(({ assertions }) =>
      assertions.includes(statement)
    );
    return own.length < leastSites ? [] : [this.#compute(statement, own)];
  }

  #compute(
    statement: Assertion | Measure,
    studies: readonly Study[],
  ): Found {
    const sites = studies.map((study) =>
      seriesOf(statement, { study, results: this.#results })
    );
    const values = sites.map(completeValues);
    const [{ claim, seeds }] = studies as readonly [Study];
    const [reason] = values.flatMap(({ length }) =>
      tooFew(length, seeds) ?? []
    );
    const evidence = reason === undefined
      ? kindOf(statement).evidence(statement, values, claim.level)
      : {};
    return {
      ...evidence,
      claim,
      sites: studies.map(({ site }) => site),
      statement,
      seeds,
      failed: values.reduce((sum, { length }) => sum + seeds - length, 0),
      reason,
      series: sites.flat(),
    };
  }
}

/** Why nothing can be decided, if so. */
function tooFew(complete: number, seeds: number): string | undefined {
  const failed = seeds - complete;
  if (failed <= MAX_FAILED_SHARE * seeds && complete >= 2) return undefined;
  return failed > 0
    ? `trials of ${failed} of ${seeds} seeds failed`
    : `only ${complete} seeds are complete`;
}
