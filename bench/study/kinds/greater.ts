/** The mean over seeds is greater than a bound. */
import { z } from "zod";
import { wagerGreater } from "../../../statistics/wager.ts";
import {
  aboveBound,
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
import type { AssertionKind } from "./kind.ts";

const schema = z.strictObject({
  kind: z.literal("greater"),
  ...NAMED,
  ...OF,
  /** What the mean is claimed to exceed. */
  bound: z.number(),
  /** The smallest difference beyond the bound that matters. */
  margin,
});

/** The kind `"greater"`. */
export const greater: AssertionKind<typeof schema> = {
  schema,
  conditions: oneCondition,
  quantity: meanOf,
  wager: ({ bound, margin }, mean) => wagerGreater(mean, { bound, margin }),
  shown: shownOfMean,
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
