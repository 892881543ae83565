/** The trials that two runs share, and whether they came to the same. */
import { isDeepStrictEqual } from "node:util";
import type { RunDocument } from "./document.ts";

/** What became of trials that both runs have. */
export interface ComparedTrials {
  /** Evaluations that both have, by trial, epoch and inference. */
  shared: number;
  /** Of these, those with the same bits in every metric. */
  identical: number;
  /** The largest change of a minority F1. */
  largestChange: number;
  onlyBefore: number;
  onlyAfter: number;
}

/** Compares the trials of two runs, evaluation by evaluation. */
export function compareTrials(
  before: RunDocument,
  after: RunDocument,
): ComparedTrials {
  const [earlier, later] = [evaluationsOf(before), evaluationsOf(after)];
  const pairs = [...later].flatMap(([key, now]) => {
    const then = earlier.get(key);
    return then === undefined ? [] : [{ then, now }];
  });
  return {
    shared: pairs.length,
    identical: pairs.filter(({ then, now }) => isDeepStrictEqual(then, now))
      .length,
    largestChange: pairs.reduce((most, { then, now }) => {
      const change = now.metrics.minorityF1 - then.metrics.minorityF1;
      return Math.max(most, Math.abs(change));
    }, 0),
    onlyBefore: earlier.size - pairs.length,
    onlyAfter: later.size - pairs.length,
  };
}

/** What was measured, and the loss that the training came to. */
function evaluationsOf({ trials }: RunDocument) {
  return new Map(
    trials.flatMap(({ id, result: { evaluations, losses } }) =>
      evaluations.map(({ epoch, inference, metrics }) => [
        JSON.stringify([id, epoch, inference]),
        { metrics, finalLoss: losses.at(-1) },
      ])
    ),
  );
}
