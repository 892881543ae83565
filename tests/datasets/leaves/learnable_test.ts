/**
 * The one thing asked of the procedural leaves, fixed before any claim is run
 * on them: trained on balanced classes, the small CNN tells healthy from each
 * disease well, but not perfectly.
 *
 * A single training moves by a point or two with its last epoch, so the mean
 * over seeds is compared with the bounds.
 */
import { assert, assertEquals } from "@std/assert";
import { trialOf, type TrialSpec } from "../../../bench/trials/trial.ts";
import { WorkerPool } from "../../../bench/trials/workers/worker_pool.ts";
import { LEAF_CLASSES } from "../../../datasets/leaves/draw_leaf.ts";
import { locateLibrary } from "../../../models/engines/tensorflow/locate.ts";
import { DEFAULT_FIELDS } from "../../../bench/trials/default_fields.ts";

const library = locateLibrary("cpu")?.path;

const LOWEST = 0.9;
const HIGHEST = 0.99;
const SEEDS = [1, 2];

const [healthy, ...diseases] = LEAF_CLASSES;

function balanced(disease: string, seed: number): TrialSpec {
  return {
    ...DEFAULT_FIELDS,
    dataset: "leaves",
    majority: [healthy],
    minority: [disease],
    minorityCount: 1000,
    imageSize: 32,
    model: "small-cnn",
    epochs: 10,
    seed,
  };
}

const reason = library === undefined ? " (skipped: no libtensorflow)" : "";

Deno.test({
  name: `the small CNN tells healthy leaves from each disease${reason}`,
  ignore: library === undefined,
  fn: async () => {
    const options = {
      workers: navigator.hardwareConcurrency,
      engine: {
        name: "tensorflow",
        library: library ?? "",
        device: "cpu",
        instructionSet: "any",
      } as const,
      source: { cache: "" },
    };
    const accuracies = new Map<string, number[]>();
    const specs = diseases.flatMap((disease) =>
      SEEDS.map((seed) => balanced(disease, seed))
    );
    await using pool = new WorkerPool(options);
    for await (const { spec, evaluations } of pool.run(specs.map(trialOf))) {
      const disease = spec.minority[0] as string;
      const accuracy = evaluations[0]?.metrics.balancedAccuracy ?? NaN;
      accuracies.set(disease, [...accuracies.get(disease) ?? [], accuracy]);
    }
    assertEquals([...accuracies.keys()].sort(), [...diseases].sort());
    for (const [disease, values] of accuracies) {
      const mean = values.reduce((a, b) => a + b, 0) / SEEDS.length;
      assert(
        mean >= LOWEST && mean <= HIGHEST,
        `${disease}: balanced accuracies ${values}, wanted a mean of ` +
          `${LOWEST} to ${HIGHEST}`,
      );
    }
  },
});
