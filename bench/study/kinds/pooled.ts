/** The mean over several data sets and networks is greater than a bound. */
import { z } from "zod";
import { contrastBounds } from "../../../statistics/bounds.ts";
import { meanQuantity } from "../../../statistics/mean_quantity.ts";
import { wagerGreater } from "../../../statistics/wager.ts";
import {
  aboveBound,
  briefOfBound,
  constantTruth,
  EFFECT,
  MARGIN,
  margin,
  meansOf,
  NAMED,
  OF,
  oneCondition,
  shownOfMean,
} from "./_parts.ts";
import type { AssertionKind } from "./kind.ts";

const schema = z.strictObject({
  kind: z.literal("pooled"),
  ...NAMED,
  ...OF,
  /** What the mean is claimed to exceed. */
  bound: z.number(),
  /** The smallest difference beyond the bound that matters. */
  margin,
});

/** The published data sets, with one network. */
const SITES = 5;

/** The kind `"pooled"`. */
export const pooled: AssertionKind<typeof schema> = {
  schema,
  conditions: oneCondition,
  leastSites: 2,
  quantity(_, sites) {
    const seeds = Math.min(...sites.map(({ scores }) => scores.length));
    const means = Array.from({ length: seeds }, (_, seed) => {
      const known = sites.flatMap(({ scores }) => scores[seed]?.[0] ?? []);
      return known.length < sites.length
        ? undefined
        : known.reduce((sum, score) => sum + score, 0) / sites.length;
    });
    const terms = sites.flatMap(({ terms }, site) =>
      (terms[0] ?? []).map(({ key, weight, ...range }) => ({
        ...range,
        key: `${site} ${key}`,
        weight: weight / sites.length,
      }))
    );
    return meanQuantity(means, contrastBounds(terms));
  },
  wager: ({ bound, margin }, mean) => wagerGreater(mean, { bound, margin }),
  detail(_, sites) {
    const means = sites.flatMap((site) => meansOf(site)[0] ?? []);
    if (means.length === 0) return undefined;
    const [least, most] = [Math.min(...means), Math.max(...means)]
      .map((mean) => mean.toFixed(3));
    return `over these ${sites.length} data sets and networks, whose own ` +
      `means lie from ${least} to ${most}`;
  },
  shown: shownOfMean,
  brief: briefOfBound,
  figure: aboveBound,
  calibration: {
    statement: {
      kind: "pooled",
      name: "pooled",
      says: `the mean over ${SITES} sites > 0`,
      of: [],
      bound: 0,
      margin: MARGIN,
    },
    justFalse: constantTruth(0, SITES),
    justTrue: constantTruth(MARGIN, SITES),
    effect: constantTruth(EFFECT, SITES),
  },
};
