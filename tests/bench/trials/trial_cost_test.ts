import { assertEquals } from "@std/assert";
import type { KeptTrial } from "../../../bench/trials/store/store.ts";
import type { TrialSpec } from "../../../bench/trials/trial.ts";
import { estimateSeconds } from "../../../bench/trials/trial_cost.ts";
import { okTrial, trialWith } from "../_trials.ts";
import { ORIGIN } from "./_temp_store.ts";

/** Images of a trial: 3 epochs of 2 x 1000 and 1 x 10. */
const IMAGES = 3 * 2010;

Deno.test("estimateSeconds() takes the median time an image", () => {
  const kept = [1, 100, 2, 4].map((seconds) => lasting(seconds));
  assertEquals(estimateSeconds([trialWith()], kept.slice(0, 3)), 2);
  assertEquals(estimateSeconds([trialWith()], kept), 3);
});

Deno.test("estimateSeconds() adds up trials by the images they train on", () => {
  const kept = [lasting(IMAGES)]; // a second an image
  const trials = [
    trialWith(),
    trialWith({ epochs: 1 }),
    trialWith({ majority: ["a"], majorityCount: 100, minorityCount: 1 }),
  ];
  const images = IMAGES + 2010 + 3 * 101;
  assertEquals(Math.round(estimateSeconds(trials, kept)!), images);
  assertEquals(estimateSeconds([], kept), 0);
  assertEquals(estimateSeconds([], []), 0);
});

Deno.test("estimateSeconds() prefers trials of the same batch size to others", () => {
  const kept = [
    lasting(1, { batchSize: 8 }),
    lasting(2, { batchSize: 64 }),
    lasting(3, { batchSize: 8 }),
  ];
  const of = (batchSize: number) =>
    estimateSeconds([trialWith({ batchSize })], kept);
  assertEquals([of(64), of(8), of(16)], [2, 2, 2]);
  assertEquals(
    estimateSeconds([trialWith({ batchSize: 8 })], kept.slice(0, 2)),
    1,
  );
});

Deno.test("estimateSeconds() says nothing of a trial that is like none", () => {
  const kept = [lasting(1)];
  assertEquals(estimateSeconds([trialWith()], []), undefined);
  const others = [{ imageSize: 64 }, { fineTune: "last-layer" as const }];
  for (const other of others) {
    const trials = [trialWith(), trialWith(other)];
    assertEquals(estimateSeconds(trials, kept), undefined);
  }
  assertEquals(estimateSeconds([trialWith({ dataset: "mnist" })], kept), 1);
});

Deno.test("estimateSeconds() trusts the training time where clocks disagree", () => {
  const trial = lasting(-3600);
  assertEquals(
    estimateSeconds([trialWith()], [trial]),
    okTrial({}, 0.5).trainSeconds,
  );
});

function lasting(seconds: number, spec: Partial<TrialSpec> = {}): KeptTrial {
  const result = { ...okTrial(spec, 0.5), trainSeconds: 0 };
  const ended = new Date(Date.parse(result.started) + 1000 * seconds);
  const trainSeconds = seconds < 0 ? okTrial({}, 0.5).trainSeconds : 0;
  return {
    result: { ...result, trainSeconds },
    origin: ORIGIN,
    ended: ended.toISOString(),
  };
}
