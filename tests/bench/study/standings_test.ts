import { assert, assertEquals } from "@std/assert";
import { standingsOf } from "../../../bench/study/standings.ts";
import { byKey, CLAIM, POSITIVE, siteOf, studyOf } from "../_trials.ts";
import { gainsAround, pairsOf } from "./_gains.ts";

const SCHEDULE = { first: 8, step: 2, most: 20 };

/** That there is a gain over several data sets and networks. */
const POOLED = { ...POSITIVE, kind: "pooled", name: "pooled" } as const;

Deno.test("standingsOf() stops an assertion where its bets are won", () => {
  const studies = [studyOf(CLAIM)];
  const results = byKey(pairsOf(gainsAround(0.5, 0.05)));
  const { assertions: [only], rounds, next } = standingsOf(studies, {
    results,
    schedule: SCHEDULE,
  });
  const { verdict, state, seeds, bar } = only!.standing;
  assertEquals([verdict, state, bar], ["supported", "decided", 40]);
  assertEquals([rounds.at(-1), next], [{ seeds, goingOn: [] }, undefined]);
  assert(seeds < 20);
});

Deno.test("standingsOf() asks for the seeds of the next look, and counts failures", () => {
  const trained = pairsOf(gainsAround(0.2, 0.05, 10));
  const standing = (results: typeof trained) => {
    const studies = [studyOf(CLAIM)];
    const options = { results: byKey(results), schedule: SCHEDULE };
    return standingsOf(studies, options);
  };
  assertEquals(standing([]).next, 8);
  assertEquals(standing(trained.slice(0, 12)).next, 8);
  const { next, assertions: [whole] } = standing(trained);
  assertEquals(next, 12);
  const failing = trained.map((result) =>
    result.spec.seed === 3 ? { ...result, status: "oom" as const } : result
  );
  const failed = standing(failing).assertions[0]!.standing;
  assertEquals(failed.seeds, 10);
  assert(failed.support < whole!.standing.support);
  assert(failed.contradiction < whole!.standing.contradiction);
});

Deno.test("standingsOf() gives up what the rest of the seeds will not decide, but not of a fixed number", () => {
  const studies = [studyOf(CLAIM)];
  const results = byKey(pairsOf(gainsAround(0.05, 0.05)));
  const stateOf = (isFixed: boolean) => {
    const schedule = { ...SCHEDULE, isFixed };
    const { assertions: [only] } = standingsOf(studies, { results, schedule });
    return [only!.standing.state, only!.standing.seeds];
  };
  assertEquals(stateOf(false), ["given-up", 12]);
  assertEquals(stateOf(true), ["spent", 20]);
});

Deno.test("standingsOf() pools what all sites have", () => {
  const claim = { ...CLAIM, assertions: [POSITIVE, POOLED] };
  const sites = [0, 1, 2].map((at) => siteOf({ dataset: `set ${at}` }));
  const studies = sites.map((site) => studyOf(claim, { site }));
  const results = byKey(
    sites.flatMap((site) => pairsOf(gainsAround(0.5, 0.05), site)),
  );
  const { assertions } = standingsOf(studies, { results, schedule: SCHEDULE });
  assertEquals(
    assertions.map(({ statement, studies }) => [
      statement.name,
      studies.length,
    ]),
    [["positive", 1], ["positive", 1], ["positive", 1], ["pooled", 3]],
  );
  const each = assertions.map(({ standing }) => standing);
  assertEquals(each.map(({ verdict }) => verdict), each.map(() => "supported"));
  // The mean of three that are alike is worth as much as each of them.
  assertEquals(
    each[3]!.support.toFixed(9),
    each[0]!.support.toFixed(9),
  );
});
