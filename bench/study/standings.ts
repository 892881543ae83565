/** Where a run stands, by the bets on the seeds so far. */
import type { RunClaimStanding } from "../../statistics/decide_claims.ts";
import { type Replay, replay } from "../../statistics/replay.ts";
import type { Schedule, Standing } from "../../statistics/standing.ts";
import type { Claim } from "./claim.ts";
import { assertionKey, type ReviewedEvidence } from "./expectations.ts";
import {
  type Assertion,
  isAssertion,
  kindOf,
  type Statement,
} from "./kinds/mod.ts";
import { type Results, scoresOf, seriesOf } from "./series.ts";
import type { Study } from "./study.ts";

/** A statement where it is checked. */
export interface Placed<Of extends Statement = Statement> {
  claim: Claim;
  statement: Of;
  /** One study, or those of all sites that it is about. */
  studies: readonly Study[];
}

/** An assertion, and where it stands. */
export interface StandingAssertion extends Placed<Assertion> {
  standing: Standing;
}

/** Where a run stands. */
export interface RunStandings extends Pick<Replay, "rounds" | "next"> {
  /** In the order of the run. */
  assertions: StandingAssertion[];
  /** Those of the studies, in their order. */
  claims: Map<Claim, RunClaimStanding>;
}

/** What a run is decided by, beside its claims. */
export interface DecideOptions {
  /** Trials of the studies, as far as they are there. */
  results: Results;
  /**
   * When the run looks for verdicts. Where the number of seeds is fixed, nothing
   * is given up, and numbers are of all seeds.
   */
  schedule: Pick<Schedule, "first" | "step" | "most"> & { isFixed?: boolean };
  /**
   * The evidence of a review: what a run leaves out of it takes part in the
   * promises of the run.
   * @default {nothing was reviewed}
   */
  reviewed?: ReviewedEvidence;
  /**
   * Whether a claim may be decided: not if it is only asked for in part.
   * @default {it may}
   */
  isWhole?: Schedule["isWhole"];
}

/**
 * Replays a run from its first seed, as far as it was trained. What comes out
 * depends on the scores and the schedule alone.
 *
 * @param studies All studies that the run plans: each counts, trained or not.
 * @throws {RangeError} If one is not planned to the last seed of the schedule.
 */
export function standingsOf(
  studies: readonly Study[],
  { results, schedule, reviewed, isWhole }: DecideOptions,
): RunStandings {
  const short = studies.find(({ seeds }) => seeds < schedule.most);
  if (short !== undefined) {
    throw new RangeError(
      `Cannot decide ${short.claim.name}: wanted ${schedule.most} seeds, and ` +
        `${short.seeds} are planned`,
    );
  }
  const placed = placedStatements(studies).filter(isOfAssertion);
  const entries = placed.map((each) => {
    const { claim, statement, studies } = each;
    const kind = kindOf(statement);
    const sites = studies.map((study) =>
      scoresOf(seriesOf(statement, { study, results }))
    );
    const wager = kind.wager(statement, kind.quantity(statement, sites));
    const { name, role: family = "primary" } = claim;
    return { key: keyOf(each), claim: name, family, wager };
  });
  const own = new Set(entries.map(({ key }) => key));
  const others = [...reviewed?.assertions ?? []]
    .filter(([key]) => !own.has(key)).map(([, stopped]) => stopped);
  const names = new Set(entries.map(({ claim }) => claim));
  const otherClaims = [...reviewed?.claims ?? []]
    .filter(([name]) => !names.has(name)).map(([, stopped]) => stopped);
  const { isFixed = false, ...looks } = schedule;
  const { standings, claims: found, rounds, next } = replay(entries, {
    ...looks,
    others,
    otherClaims,
    isWhole,
    giveUpFrom: isFixed ? looks.most : undefined,
  });
  const assertions = placed.map((each, at) => ({
    ...each,
    standing: standings.get(entries[at]!.key)!,
  }));
  const claims = new Map(
    studies.map(({ claim }) => [claim, found.get(claim.name) ?? NOTHING]),
  );
  return { assertions, claims, rounds, next };
}

/** What a claim without assertions comes to. */
const NOTHING: RunClaimStanding = {
  verdict: "inconclusive",
  drawn: "inconclusive",
  bar: Infinity,
  support: -Infinity,
  contradiction: -Infinity,
  isGoingOn: false,
};

/**
 * The statements of a run where they are checked, in its order: those of each
 * study, and after the studies of a claim what is about all of its sites.
 */
export function placedStatements(studies: readonly Study[]): Placed[] {
  const claims = [...new Set(studies.map(({ claim }) => claim))];
  return claims.flatMap((claim) => {
    const own = studies.filter((study) => study.claim === claim);
    const single = own.flatMap((study) =>
      [...study.assertions, ...study.measures]
        .filter((statement) => kindOf(statement).leastSites === undefined)
        .map((statement) => ({ claim, statement, studies: [study] }))
    );
    const pooled = claim.assertions.flatMap((statement) => {
      const { leastSites = Infinity } = kindOf(statement);
      const studies = own.filter(({ assertions }) =>
        assertions.includes(statement)
      );
      const isEnough = studies.length >= leastSites;
      return isEnough ? [{ claim, statement, studies }] : [];
    });
    return [...single, ...pooled];
  });
}

/** Whether a statement decides, and is not only measured. */
export function isOfAssertion(placed: Placed): placed is Placed<Assertion> {
  return isAssertion(placed.statement);
}

/** What tells an assertion from all others of a profile. */
export function keyOf({ claim, statement, studies }: Placed): string {
  const sites = studies.map(({ site }) => site);
  return assertionKey({ claim, statement, sites });
}

/** The sites that a claim takes: more than one if it is about many of them. */
export function leastSites({ assertions }: Pick<Claim, "assertions">): number {
  return Math.max(
    1,
    ...assertions.map((assertion) => kindOf(assertion).leastSites ?? 1),
  );
}
