/**
 * The one thing asked of the procedural leaves, fixed before any claim is run
 * on them: trained on balanced classes, the small CNN tells healthy from each
 * disease well, but not perfectly.
 */
import { assert } from "@std/assert";
import type { TrialSpec } from "../../bench/trials/trial.ts";
import { runTrials } from "../../bench/trials/worker_pool.ts";
import { LEAF_CLASSES } from "../../datasets/leaves.ts";
import { library } from "../_engine.ts";

const LOWEST = 0.9;
const HIGHEST = 0.99;

const [healthy, ...diseases] = LEAF_CLASSES;

function balanced(disease: string): TrialSpec {
  return {
    dataset: "leaves",
    majority: [healthy],
    minority: [disease],
    majorityCount: 1000,
    minorityCount: 1000,
    testCount: 1000,
    model: "small-cnn",
    head: "plain",
    momentum: 0.9,
    batchSize: 64,
    epochs: 10,
    learningRate: 1e-3,
    seed: 1,
  };
}

const reason = library === undefined ? " (skipped: no libtensorflow)" : "";

Deno.test({
  name: `the small CNN tells healthy leaves from each disease${reason}`,
  ignore: library === undefined,
  fn: async () => {
    const options = {
      workers: navigator.hardwareConcurrency,
      library: library ?? "",
      device: "cpu" as const,
      dataFolder: undefined,
    };
    const seen: string[] = [];
    for await (const result of runTrials(diseases.map(balanced), options)) {
      const disease = result.spec.minority[0] as string;
      const accuracy = result.evaluations[0]?.metrics.balancedAccuracy ?? NaN;
      seen.push(disease);
      assert(
        accuracy >= LOWEST && accuracy <= HIGHEST,
        `${disease}: balanced accuracy ${accuracy}, wanted ${LOWEST} to ` +
          HIGHEST,
      );
    }
    assert(seen.length === diseases.length);
  },
});
