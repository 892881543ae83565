import { assertEquals } from "@std/assert";
import type { KeptTrial } from "../../../bench/trials/store/store.ts";
import type { Trial, TrialSpec } from "../../../bench/trials/trial.ts";
import { estimateSeconds } from "../../../bench/trials/trial_cost.ts";
import { okTrial, trialWith } from "../_trials.ts";
import { ORIGIN } from "./_temp_store.ts";

/** Images of a trial: 3 epochs of 2 x 1000 and 1 x 10. */
const IMAGES = 3 * 2010;

/** The low end for trials, and the high end without what each takes at least. */
function ends(trials: readonly Trial[], kept: readonly KeptTrial[]) {
  const { low, high } = estimateSeconds(trials, kept)!;
  return [low, high - 0.15 * trials.length].map((end) =>
    Number(end.toFixed(6))
  );
}

Deno.test("estimateSeconds() takes most of the times an image", () => {
  const kept = [1, 100, 2, 4, 3].map((seconds) => lasting(seconds));
  assertEquals(ends([trialWith()], kept), [1.4, 61.6]);
  assertEquals(ends([trialWith()], kept.slice(0, 1)), [1, 1]);
});

Deno.test("estimateSeconds() never takes a small training for nothing", () => {
  const trials = Array.from({ length: 24 }, () => trialWith({ epochs: 1 }));
  const { high } = estimateSeconds(trials, [lasting(0.001)])!;
  assertEquals(Math.round(high), 4);
});

Deno.test("estimateSeconds() adds up trials by the images they train on", () => {
  const kept = [lasting(IMAGES)]; // a second an image
  const trials = [
    trialWith(),
    trialWith({ epochs: 1 }),
    trialWith({ majority: ["a"], majorityCount: 100, minorityCount: 1 }),
  ];
  const images = IMAGES + 2010 + 3 * 101;
  assertEquals(ends(trials, kept), [images, images]);
  assertEquals(estimateSeconds([], kept), { low: 0, high: 0 });
  assertEquals(estimateSeconds([], []), { low: 0, high: 0 });
});

Deno.test("estimateSeconds() prefers trials of the same batch size to others", () => {
  const kept = [
    lasting(1, { batchSize: 8 }),
    lasting(2, { batchSize: 64 }),
    lasting(3, { batchSize: 8 }),
  ];
  const of = (batchSize: number) => ends([trialWith({ batchSize })], kept);
  assertEquals([of(64), of(8), of(16)], [[2, 2], [1.2, 2.8], [1.2, 2.8]]);
  const few = kept.slice(0, 2);
  assertEquals(ends([trialWith({ batchSize: 8 })], few), [1, 1]);
});

Deno.test("estimateSeconds() says nothing of a trial that is like none", () => {
  const kept = [lasting(1)];
  assertEquals(estimateSeconds([trialWith()], []), undefined);
  const others = [{ imageSize: 64 }, { fineTune: "last-layer" as const }];
  for (const other of others) {
    const trials = [trialWith(), trialWith(other)];
    assertEquals(estimateSeconds(trials, kept), undefined);
  }
  assertEquals(ends([trialWith({ dataset: "mnist" })], kept), [1, 1]);
});

Deno.test("estimateSeconds() trusts the training time where clocks disagree", () => {
  const trial = lasting(-3600);
  const { trainSeconds } = okTrial({}, 0.5);
  assertEquals(ends([trialWith()], [trial]), [trainSeconds, trainSeconds]);
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
