import { assertEquals } from "@std/assert";
import { forecast } from "../../../bench/run/forecast.ts";
import {
  placedStatements,
  standingsOf,
} from "../../../bench/study/standings.ts";
import type { Trial } from "../../../bench/trials/trial.ts";
import { CLAIM, okTrial, POSITIVE, studyOf } from "../_trials.ts";

const SEEDS = { first: 4, step: 2, most: 40, isFixed: false };

const STUDIES = [studyOf({
  ...CLAIM,
  measures: [{ ...POSITIVE, kind: "mean" as const, name: "beside" }].map(
    ({ bound: _, margin: __, ...measure }) => measure,
  ),
}, { seeds: 40 })];

/** Foresees a run of which the first seeds are kept, with such gains. */
async function foresee(gains: readonly number[], seeds = SEEDS) {
  const lookUp = (wanted: readonly Trial[]) => {
    const isKept = ({ spec }: Trial) => spec.seed <= gains.length;
    const kept = wanted.filter(isKept).map(({ spec }) =>
      okTrial(spec, 0.2 + (spec.head === "plain" ? 0 : gains[spec.seed - 1]!))
    );
    return { kept, missing: wanted.filter((trial) => !isKept(trial)) };
  };
  const { least, expected, most } = await forecast(placedStatements(STUDIES), {
    seeds,
    trials: { lookUp },
    standingsOf: (results) =>
      standingsOf(STUDIES, { schedule: seeds, results }),
  });
  return [least.length, expected?.length, most.length];
}

Deno.test("forecast() knows the first look and the last, where nothing is kept", async () => {
  assertEquals(await foresee([]), [8, undefined, 80]);
  assertEquals(await foresee([0.5, 0.5, 0.5]), [8, undefined, 80]);
});

Deno.test("forecast() goes on from the rounds that are kept as a whole", async () => {
  const gains = [0.4, 0.2, 0.3, 0.3, 0.25, 0.35, 0.3];
  const [least, expected, most] = await foresee(gains);
  assertEquals([least, most], [16, 80]);
  // Evidence of 40 to 1 takes some 16 seeds with a gain of 0.3.
  assertEquals(expected! > 24 && expected! < 44, true, `${expected}`);
});

Deno.test("forecast() knows the end of a run that is kept to its end", async () => {
  const [least, expected, most] = await foresee(new Array(40).fill(0.5));
  assertEquals([expected, most], [least, least]);
});

Deno.test("forecast() asks for all of a fixed number of seeds", async () => {
  const fixed = { ...SEEDS, most: 20, isFixed: true };
  assertEquals(await foresee([], fixed), [40, undefined, 40]);
});
