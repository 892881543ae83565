import { assertEquals } from "@std/assert";
import { trialEvent } from "../../../bench/run/events.ts";
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
  const { event, study, status, minorityF1 } = trialEvent(result, "gain");
  assertEquals([event, study, status], ["trial", "gain", "ok"]);
  assertEquals(minorityF1, 0.3);
});

Deno.test("trialEvent() has no F1 of a trial that failed, and says why", () => {
  const { status, minorityF1 } = trialEvent(failedTrial(SPEC), "gain");
  assertEquals([status, minorityF1], ["killed", undefined]);
});

Deno.test("trialEvent() names the remedy of an arm, where there is one", () => {
  const spec = { ...SPEC, head: "plain" as const, seed: 3 };
  assertEquals(trialEvent(okTrial(spec, 0.5), "gain").name, "plain seed 3");
  const remedied = okTrial({ ...spec, remedy: "focal-loss" }, 0.5);
  assertEquals(trialEvent(remedied, "gain").name, "plain, focal-loss, seed 3");
});
