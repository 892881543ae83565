/** The mean over seeds is greater than a bound. */
import { z } from "zod";
import { intervalOf } from "../../../statistics/interval.ts";
import { wagerGreater } from "../../../statistics/wager.ts";
import {
  aboveBound,
  briefOfBound,
  constantTruth,
  EFFECT,
  MARGIN,
  margin,
  meanOf,
  NAMED,
  OF,
  oneCondition,
  shownOfMean,
} from "./_parts.ts";
import { helpedText, publishedText } from "./_single_trainings.ts";
import type { AssertionKind } from "./kind.ts";

const schema = z.strictObject({
  kind: z.literal("greater"),
  ...NAMED,
  ...OF,
  /** What the mean is claimed to exceed. */
  bound: z.number(),
  /** The smallest difference beyond the bound that matters. */
  margin,
  /** What an earlier study found in place of the mean. */
  published: z.strictObject({
    /** In the unit of the statement. */
    value: z.number(),
    /** Of what, and where. */
    source: z.string().min(1),
  }).exactOptional(),
});

/** The kind `"greater"`. */
export const greater: AssertionKind<typeof schema> = {
  schema,
  conditions: oneCondition,
  quantity: meanOf,
  wager: ({ bound, margin }, mean) => wagerGreater(mean, { bound, margin }),
  shown: shownOfMean,
  brief: briefOfBound,
  detail(statement, [site]) {
    const { of, bound, margin, published } = statement;
    const mean = meanOf(statement, [site!]);
    const scores = site!.scores.map(([score]) => score);
    const lines = [
      helpedText(of, { scores, margin }),
      published && publishedText(published, {
        scores,
        least: mean.bounds.lower,
        mean: intervalOf(mean),
        bound,
      }),
    ].filter((line) => line !== undefined);
    return lines.length === 0 ? undefined : lines.join("; ");
  },
  figure: aboveBound,
  calibration: {
    statement: {
      kind: "greater",
      name: "greater",
      says: "the mean > 0",
      of: [],
      bound: 0,
      margin: MARGIN,
    },
    justFalse: constantTruth(0),
    justTrue: constantTruth(MARGIN),
    effect: constantTruth(EFFECT),
  },
};
