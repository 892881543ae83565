/** Real trainings on made-up images, in this process. */
import {
  TrialRunner,
  type TrialRunnerOptions,
} from "../../bench/trials/workers/trial_runner.ts";
import type { WeightsFile } from "../../bench/trials/workers/messages.ts";
import {
  type Trial,
  trialOf,
  type TrialResult,
  type TrialSpec,
} from "../../bench/trials/trial.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import { leaves } from "../../datasets/leaves/leaves_dataset.ts";
import { compile } from "../../models/engines/tensorflow/compile.ts";
import { networkKey } from "../../bench/trials/decided_by.ts";
import { ORIGIN } from "./_trials.ts";

/**
 * Runs trials one after another; the leaves give way to another data set, and
 * networks may start from weights.
 */
export function train(
  specs: readonly TrialSpec[],
  dataset?: Dataset,
  weights?: WeightsFile,
  cache?: string,
): Promise<TrialResult[]> {
  return runTrials(specs.map(trialOf), {
    networkKey,
    dataset,
    cache,
    weights: weights === undefined ? [] : [weights],
  });
}

/** Runs trials as they are. */
export async function runTrials(
  trials: readonly Trial[],
  { networkKey, dataset, weights = [], cache = "" }: {
    networkKey: TrialRunnerOptions["networkKey"];
    dataset?: Dataset | undefined;
    weights?: WeightsFile[];
    /** Where features are looked for. */
    cache?: string | undefined;
  },
): Promise<TrialResult[]> {
  const { load } = leaves;
  if (dataset !== undefined) leaves.load = () => Promise.resolve(dataset);
  const { engine, code } = ORIGIN.origin!;
  const runner = new TrialRunner({
    engine: {
      ...engine,
      compile,
      precisions: ["f32"],
      isOutOfMemory: () => false,
    },
    code,
    networkKey,
    source: { cache, weights },
  });
  try {
    const results: TrialResult[] = [];
    for (const trial of trials) results.push(await runner.run(trial));
    return results;
  } finally {
    leaves.load = load;
    runner.dispose();
  }
}
