/** Where the assertions of a run stand, by the bets on the seeds so far. */
import { type Replay, replay } from "../../statistics/replay.ts";
import type { Schedule, Standing } from "../../statistics/standing.ts";
import type { Claim } from "./claim.ts";
import { assertionKey } from "./expectations.ts";
import { type Assertion, kindOf } from "./kinds/mod.ts";
import { scoresOf } from "./scores.ts";
import type { Results } from "./series.ts";
import type { Study } from "./study.ts";

/** An assertion where it is checked. */
export interface PlacedAssertion {
  claim: Claim;
  statement: Assertion;
  /** One study, or those of all sites that it is about. */
  studies: readonly Study[];
}

/** An assertion, and where it stands. */
export interface StandingAssertion extends PlacedAssertion {
  standing: Standing;
}

/** Where a run stands. */
export interface RunStandings extends Pick<Replay, "rounds" | "next"> {
  /** In the order of the run. */
  assertions: StandingAssertion[];
}

/** What a run is decided by, beside its claims. */
export interface StandingsOptions {
  /** Trials of the studies, as far as they are there. */
  results: Results;
  /** When the run looks for verdicts, and what else shares its promises. */
  schedule: Schedule;
}

/**
 * Replays a run from its first seed, as far as it was trained. What comes out
 * depends on the scores and the schedule alone.
 *
 * @param studies All studies that the run plans: each counts, trained or not.
 */
export function standingsOf(
  studies: readonly Study[],
  { results, schedule }: StandingsOptions,
): RunStandings {
  const placed = placedAssertions(studies);
  const entries = placed.map(({ claim, statement, studies }) => {
    const kind = kindOf(statement);
    const sites = studies.map((study) =>
      scoresOf(statement, { study, results })
    );
    const wager = kind.wager(statement, kind.quantity(statement, sites));
    const place = { claim, statement, sites: studies.map(({ site }) => site) };
    const family = claim.role ?? "primary";
    return { key: assertionKey(place), family, wager };
  });
  const { standings, rounds, next } = replay(entries, schedule);
  const assertions = placed.map((each, at) => ({
    ...each,
    standing: standings.get(entries[at]!.key)!,
  }));
  return { assertions, rounds, next };
}

/**
 * The assertions of a run, where they are checked: those of each study, and
 * after the studies of a claim what is about all of its sites.
 */
export function placedAssertions(
  studies: readonly Study[],
): PlacedAssertion[] {
  const claims = [...new Set(studies.map(({ claim }) => claim))];
  return claims.flatMap((claim) => {
    const own = studies.filter((study) => study.claim === claim);
    const single = own.flatMap((study) =>
      study.assertions
        .filter((statement) => kindOf(statement).leastSites === undefined)
        .map((statement) => ({ claim, statement, studies: [study] }))
    );
    const pooled = claim.assertions.flatMap((statement) => {
      const { leastSites = Infinity } = kindOf(statement);
      const studies = own.filter(({ assertions }) =>
        assertions.includes(statement)
      );
      return studies.length < leastSites ? [] : [{ claim, statement, studies }];
    });
    return [...single, ...pooled];
  });
}
