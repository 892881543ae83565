/** Trials as runs of TensorBoard: losses by epoch, metrics where evaluated. */
import type { Evaluation, TrialResult } from "../../bench/trials/trial.ts";
import type { RunDocument } from "../document.ts";
import { type Scalar, toEventFile } from "./event_file.ts";
import type { Files } from "./format.ts";

/** Metrics that are one number, as TensorBoard shows them. */
const METRICS: Readonly<
  Record<string, (metrics: Evaluation["metrics"]) => number>
> = {
  minority_f1: ({ minorityF1 }) => minorityF1,
  macro_f1: ({ macroF1 }) => macroF1,
  balanced_accuracy: ({ balancedAccuracy }) => balancedAccuracy,
  accuracy: ({ accuracy }) => accuracy,
  mcc: ({ mcc }) => mcc,
  confidence: ({ confidence }) => confidence,
  ece_equal_width: ({ eceEqualWidth }) => eceEqualWidth,
  log_loss: ({ logLoss }) => logLoss,
  brier: ({ brier }) => brier,
};

/** Characters of a trial's id that tell it from others. */
const ID_DIGITS = 10;

/**
 * An event file a trial, each in a folder of its own: data set and network, arm,
 * seed. A trial that failed has the losses it came to.
 */
export function tensorboard({ trials }: RunDocument): Files {
  return Object.fromEntries(trials.map(({ id, result }) => {
    const { dataset, model, head, outputs, seed } = result.spec;
    const key = id.slice(0, ID_DIGITS);
    const run = `${dataset}-${model}/${head}-${outputs}-seed${seed}-${key}`;
    return [`${run}/events.out.tfevents.0.${key}`, eventFileOf(result)];
  }));
}

function eventFileOf(
  { spec, losses, evaluations, started, trainSeconds }: TrialResult,
): Uint8Array {
  const scalars: Scalar[] = losses.map((value, at) => ({
    tag: "loss",
    step: at + 1,
    value,
  }));
  for (const { epoch, inference, metrics } of evaluations) {
    for (const [name, of] of Object.entries(METRICS)) {
      const tag = `${inference}/${name}`;
      scalars.push({ tag, step: epoch, value: of(metrics) });
    }
  }
  const parameters = Object.entries(spec)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [
      name,
      typeof value === "number" ? value : [value].flat().join(", "),
    ]);
  return toEventFile(scalars.sort((a, b) => a.step - b.step), {
    started: Date.parse(started) / 1000,
    seconds: trainSeconds,
    steps: spec.epochs,
    parameters: Object.fromEntries(parameters),
  });
}
