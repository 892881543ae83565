import { assertEquals } from "@std/assert";
import { trialEvent } from "../../../bench/run/events.ts";
import type { TrialSpec } from "../../../bench/trials/trial.ts";
import { failedTrial, metricsOf, okTrial, SPEC } from "../_trials.ts";

Deno.test("trialEvent() tells the F1 of the network as it was trained, at the end", () => {
  const evaluation = (
    epoch: number,
    inference: "as-trained" | "layer-removed",
    minorityF1: number,
  ) => ({ epoch, inference, metrics: metricsOf({ minorityF1 }) });
  const result = {
    ...okTrial(SPEC, 0.5),
    evaluations: [
      evaluation(1, "as-trained", 0.1),
      evaluation(1, "layer-removed", 0.2),
      evaluation(2, "as-trained", 0.3),
      evaluation(2, "layer-removed", 0.4),
    ],
  };
  const { event, status, minorityF1 } = trialEvent(result);
  assertEquals([event, status], ["trial", "ok"]);
  assertEquals(minorityF1, 0.3);
});

Deno.test("trialEvent() has no F1 of a trial that failed, and says why", () => {
  const { status, minorityF1 } = trialEvent(failedTrial(SPEC));
  assertEquals([status, minorityF1], ["killed", undefined]);
});

Deno.test("trialEvent() names what is unusual of a trial", () => {
  const spec = { ...SPEC, head: "plain" as const, seed: 3 };
  const nameOf = (changes: Partial<TrialSpec>) =>
    trialEvent(okTrial({ ...spec, ...changes }, 0.5)).name;
  assertEquals(nameOf({}), "leaves small-cnn, plain, seed 3");
  assertEquals(
    nameOf({ remedy: "focal-loss", batchSize: 8 }),
    "leaves small-cnn, plain, focal-loss, batch 8, seed 3",
  );
});
