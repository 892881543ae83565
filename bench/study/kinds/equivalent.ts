/** The mean over seeds is 0, give or take a margin. */
import { z } from "zod";
import { seedsForEquivalence } from "../../../statistics/seeds_for_equivalence.ts";
import { wagerEquivalent } from "../../../statistics/wager.ts";
import {
  constantTruth,
  margin,
  meanOf,
  NAMED,
  OF,
  oneCondition,
} from "./_parts.ts";
import type { AssertionKind } from "./kind.ts";

const schema = z.strictObject({
  kind: z.literal("equivalent"),
  ...NAMED,
  ...OF,
  /** The largest mean that does not matter. */
  margin: margin.positive(),
});

/** As for the copy of the plain network: 0.05 would take 81 seeds or more. */
const MARGIN = 0.15;

/** The kind `"equivalent"`. */
export const equivalent: AssertionKind<typeof schema> = {
  schema,
  conditions: oneCondition,
  quantity: meanOf,
  wager: ({ margin }, mean) => wagerEquivalent(mean, { margin }),
  seedsToSupport: ({ margin }, bounds) =>
    seedsForEquivalence(margin, { bounds }),
  shown: ({ margin = 0 }) => ({
    supported: `the mean is within ${margin} of 0`,
    contradicted: `the mean is farther than ${margin} from 0`,
  }),
  brief: ({ margin = 0 }) => ({
    supported: `0\u00b1${margin}`,
    contradicted: `>\u00b1${margin}`,
  }),
  figure: ({ margin = 0 }) => ({
    shape: "estimate",
    ignorable: [-margin, margin],
  }),
  calibration: {
    statement: {
      kind: "equivalent",
      name: "equivalent",
      says: `the mean is within ${MARGIN} of 0`,
      of: [],
      margin: MARGIN,
    },
    // A mean at the margin is the last of both.
    justFalse: constantTruth(MARGIN),
    justTrue: constantTruth(MARGIN),
    effect: constantTruth(0),
  },
};
