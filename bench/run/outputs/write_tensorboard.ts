/** Trials as runs of TensorBoard: losses by epoch, metrics where evaluated. */
import {
  type Scalar,
  toEventFile,
} from "../../../reports/formats/event_file.ts";
import {
  type Evaluation,
  trialId,
  type TrialResult,
} from "../../trials/trial.ts";

/** Metrics that are one number, by their columns' names. */
const METRICS = {
  minority_f1: ({ minorityF1 }) => minorityF1,
  macro_f1: ({ macroF1 }) => macroF1,
  balanced_accuracy: ({ balancedAccuracy }) => balancedAccuracy,
  accuracy: ({ accuracy }) => accuracy,
  mcc: ({ mcc }) => mcc,
  confidence: ({ confidence }) => confidence,
  ece_equal_width: ({ eceEqualWidth }) => eceEqualWidth,
  log_loss: ({ logLoss }) => logLoss,
  brier: ({ brier }) => brier,
} as const satisfies Record<
  string,
  (metrics: Evaluation["metrics"]) => number
>;

/**
 * Writes an event file a trial, each in a folder of its own: data set and
 * network, arm, seed. One that is written again replaces the one before.
 *
 * @param folder What `tensorboard --logdir` is given.
 * @param results Trials; one that failed has the losses it came to.
 */
export async function writeTensorboard(
  folder: string,
  results: readonly TrialResult[],
): Promise<void> {
  for (const result of results) {
    const { dataset, model, head, outputs, seed } = result.spec;
    const key = trialId(result);
    const run = `${dataset}-${model}/${head}-${outputs}-seed${seed}-${key}`;
    await Deno.mkdir(`${folder}/${run}`, { recursive: true });
    await Deno.writeFile(
      `${folder}/${run}/events.out.tfevents.0.${key}`,
      eventFileOf(result),
    );
  }
}

function eventFileOf({ spec, losses, evaluations, ...trial }: TrialResult) {
  const scalars: Scalar[] = losses.map((value, at) => ({
    ...{ tag: "loss", step: at + 1, value },
  }));
  for (const { epoch, inference, metrics } of evaluations) {
    for (const [name, of] of Object.entries(METRICS)) {
      const tag = `${inference}/${name}`;
      scalars.push({ tag, step: epoch, value: of(metrics) });
    }
  }
  const parameters = Object.entries(spec).flatMap(([name, value]) =>
    value === null ? [] : [
      [
        name,
        typeof value === "number" ? value : [value].flat().join(", "),
      ] as const,
    ]
  );
  return toEventFile(scalars.sort((a, b) => a.step - b.step), {
    started: Date.parse(trial.started) / 1000,
    seconds: trial.trainSeconds,
    steps: spec.epochs,
    parameters: Object.fromEntries(parameters),
  });
}
