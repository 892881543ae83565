/** From the trials of a run to what it found. */
import { logEvidence } from "../../statistics/bets.ts";
import type { RunClaimStanding } from "../../statistics/decide_claims.ts";
import type { Estimate } from "../../statistics/estimate.ts";
import { intervalOf } from "../../statistics/interval.ts";
import type { Quantity } from "../../statistics/mean_quantity.ts";
import type { Standing } from "../../statistics/standing.ts";
import type { Verdict } from "../../statistics/verdict.ts";
import { assertPaired } from "./_assert_paired.ts";
import type { Claim } from "./claim.ts";
import type { SiteScores } from "./kinds/kind.ts";
import { type Assertion, kindOf, type Measure } from "./kinds/mod.ts";
import { scoresOf, type Series, seriesOf } from "./series.ts";
import type { Site } from "./site.ts";
import {
  type DecideOptions,
  isOfAssertion,
  keyOf,
  type Placed,
  placedStatements,
  type RunStandings,
  standingsOf,
} from "./standings.ts";
import type { Study } from "./study.ts";

/** What a statement came to. */
export interface Finding {
  claim: Claim;
  /** Where it was checked: one site, or all that were pooled. */
  sites: readonly Site[];
  statement: Assertion | Measure;
  /** The first seeds of each site, as many as it was looked at with. */
  seeds: number;
  /** Of these, those without a number, of all sites. */
  failed: number;
  /** What no bet on these seeds rules out. */
  estimate: Estimate | undefined;
  /** What else there is to know; one line. */
  detail: string | undefined;
  /** Why it cannot be supported, or has no estimate. */
  reason: string | undefined;
  /** Absent for a measure. */
  verdict: Verdict | undefined;
  /** What the bets saw: condition by condition, site by site. */
  series: readonly Series[];
  /** Absent for a measure. */
  bets: FoundBets | undefined;
}

/** What the bets on an assertion came to. */
export interface FoundBets {
  standing: Standing;
  /** The estimate at the first look; nothing before it. */
  firstMean: number | undefined;
  /** Natural logarithms of the evidence after each seed. */
  support: readonly number[];
  contradiction: readonly number[];
}

/** What a run came to. */
export interface Decision {
  /** In the order of the run. */
  findings: Finding[];
  /** In the order of the run. */
  claims: Map<Claim, RunClaimStanding>;
}

/**
 * Decides every claim and assertion of a run, and measures what stands beside.
 *
 * @param studies All studies that the run plans.
 * @param options By what; the keys of assertions, if these alone are asked for:
 * intervals take time, and workers may be waiting; and where the run stands, if
 * that is known.
 * @throws {Error} If trials that should share images or weights do not.
 */
export function decide(
  studies: readonly Study[],
  options: DecideOptions & {
    only?: ReadonlySet<string>;
    standings?: RunStandings;
  },
): Decision {
  const { only } = options;
  assertPaired([...options.results.values()]);
  const { assertions, claims } = options.standings ??
    standingsOf(studies, options);
  const standings = new Map(
    assertions.map(({ standing }) => [standing.key, standing]),
  );
  const findings = placedStatements(studies)
    .filter((placed) => only?.has(keyOf(placed)) ?? true)
    .map((placed) =>
      isOfAssertion(placed)
        ? findingOf(placed, {
          ...options,
          standing: standings.get(keyOf(placed))!,
        })
        : measuredOf(placed as Placed<Measure>, options)
    );
  return { findings, claims };
}

/**
 * What an assertion came to: on the seeds that its evidence is of, or on all of a
 * fixed number.
 */
function findingOf(
  placed: Placed<Assertion>,
  { standing, schedule, results }: DecideOptions & { standing: Standing },
): Finding {
  const { statement } = placed;
  const kind = kindOf(statement);
  // Before its first look there is no evidence, and there may be seeds.
  const isAll = standing.seeds === 0 || schedule.isFixed;
  const seeds = isAll ? undefined : standing.seeds;
  const seen = seenOf(placed, { results, seeds });
  const quantity = kind.quantity(statement, seen.scores);
  const { support, contradiction } = kind.wager(statement, quantity);
  const estimate = intervalOf(quantity);
  const least = kind.seedsToSupport?.(statement, quantity.bounds) ?? 0;
  const { verdict } = standing;
  const first = seenOf(placed, { results, seeds: schedule.first });
  return {
    ...describe(placed, seen),
    estimate,
    reason: estimate === undefined
      ? withoutEstimate(quantity)
      : verdict === "inconclusive" && schedule.most < least
      ? tooFewSeeds({ seeds: schedule.most, least })
      : undefined,
    verdict,
    bets: {
      standing,
      firstMean: standing.seeds === 0
        ? undefined
        : kind.quantity(statement, first.scores).point,
      support: logEvidence(support).slice(0, standing.seeds),
      contradiction: logEvidence(contradiction).slice(0, standing.seeds),
    },
  };
}

/** What a measure came to, on all seeds that there are. */
function measuredOf(
  placed: Placed<Measure>,
  { results }: DecideOptions,
): Finding {
  const { statement } = placed;
  const seen = seenOf(placed, { results });
  const [site] = seen.scores as [SiteScores];
  const kind = kindOf(statement);
  const estimate = kind.estimate(statement, site);
  return {
    ...describe(placed, seen),
    estimate,
    reason: estimate === undefined ? kind.unknown ?? NO_NUMBER : undefined,
    verdict: undefined,
    bets: undefined,
  };
}

/** The numbers of a statement: as reports tell of them, and as kinds take them. */
interface Seen {
  seeds: number;
  series: Series[];
  /** Of each site. */
  scores: SiteScores[];
}

/** The numbers of the first seeds that all sites of a statement have. */
function seenOf(
  { statement, studies }: Placed,
  { results, seeds = Infinity }: Pick<DecideOptions, "results"> & {
    seeds?: number | undefined;
  },
): Seen {
  const sites = studies.map((study) => seriesOf(statement, { study, results }));
  const all = sites.flat().map(({ seeds }) => seeds.length);
  const count = Math.min(seeds, ...all);
  const cut = sites.map((series) =>
    series.map((each) => ({ ...each, seeds: each.seeds.slice(0, count) }))
  );
  return { seeds: count, series: cut.flat(), scores: cut.map(scoresOf) };
}

/** What of a finding does not depend on bets. */
function describe(
  { claim, statement, studies }: Placed,
  { seeds, series, scores }: Seen,
): Omit<Finding, "estimate" | "reason" | "verdict" | "bets"> {
  return {
    claim,
    sites: studies.map(({ site }) => site),
    statement,
    seeds,
    failed: scores.flatMap((site) => site.scores)
      .filter((row) => row.includes(undefined)).length,
    detail: kindOf(statement).detail?.(statement, scores),
    series,
  };
}

/** Why there is no estimate, most of the time. */
const NO_NUMBER = "no seed has a number";

function withoutEstimate({ point }: Quantity): string {
  return point === undefined
    ? NO_NUMBER
    : "the bets rule out every value, which is the chance of 1 in 20, or a fault";
}

/**
 * Why seeds cannot show that nothing differs.
 *
 * @param options How many there are, and how many it takes at least.
 */
export function tooFewSeeds(
  { seeds, least }: { seeds: number; least: number },
): string {
  return `${seeds} seeds are too few to support it: ` +
    (Number.isFinite(least)
      ? `that takes ${least} or more, even if all score 0`
      : "no number of seeds is enough");
}
