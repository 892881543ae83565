/** Trials that nobody trained, for tests of what is made of them. */
import type { ArmResult } from "../../../labs/peers/messages.ts";
import type { Sample } from "../../../labs/peers/sample.ts";
import { ARMS, type SetUp } from "../../../labs/peers/set_up.ts";

/** Both arms of a trial see 2 x 2 x 100 images. */
export const TINY: SetUp = {
  name: "tiny",
  model: "mlp",
  imageShape: [28, 28, 1],
  majorityCount: 90,
  minorityCount: 10,
  testCount: 20,
  epochs: 2,
  batchSize: 64,
};

/** An arm that takes a second, all of it computing. */
export function armOf(fields: Partial<ArmResult> = {}): ArmResult {
  return {
    head: "plain",
    trainSeconds: 0.75,
    evaluateSeconds: 0.25,
    cpuSeconds: 1,
    losses: [0.5, 0.25],
    minorityF1: 0.5,
    ...fields,
  };
}

/** A trial of both arms, alike except for the head. */
export function sampleOf(
  fields: Partial<Sample> = {},
  arm: Partial<ArmResult> = {},
): Sample {
  return {
    peer: "suite",
    processes: 1,
    round: 1,
    process: 0,
    seed: 1,
    arms: ARMS.map((head) => armOf({ ...arm, head })),
    ...fields,
  };
}
