/** Along ordered conditions the mean has its peak inside, not at an end. */
import { z } from "zod";
import { boundedMean } from "../../../statistics/bounded_mean.ts";
import { decideGreater } from "../../../statistics/decide_greater.ts";
import { heightQuantity } from "../../../statistics/height_quantity.ts";
import { minimumSeeds } from "../../../statistics/minimum_seeds.ts";
import { wagerGreater } from "../../../statistics/wager.ts";
import { peakHeight } from "../../../statistics/peak_height.ts";
import {
  allConditions,
  conditionsSchema,
  differenceBounds,
  EFFECT,
  largest,
  MARGIN,
  margin,
  NAMED,
  SEED,
} from "./_parts.ts";
import type { AssertionKind, Values } from "./kind.ts";

/** Two ends, and what is between them. */
const LEAST_CONDITIONS = 3;

const schema = z.strictObject({
  kind: z.literal("peak"),
  ...NAMED,
  /** The conditions, in their order. */
  along: conditionsSchema(LEAST_CONDITIONS),
  /** The smallest height above both ends that matters. */
  margin: margin.positive(),
  /**
   * The largest magnitude that the difference of two conditions can have.
   * @default {2} as for two gains, each between -1 and 1
   */
  largest: largest.exactOptional(),
});

/** The kind `"peak"`. */
export const peak: AssertionKind<typeof schema> = {
  schema,
  conditions: allConditions,
  leastConditions: LEAST_CONDITIONS,
  evidence({ along, largest = 2 }, [values = []], level) {
    const labels = along.map(({ label }) => label);
    const { estimate, p, best, contenders } = peakHeight(values, {
      level,
      seed: SEED,
    });
    const isAtEnd = contenders.includes(0) ||
      contenders.includes(labels.length - 1);
    const peakSet = contenders.flatMap((at) => labels[at] ?? []);
    return {
      estimate,
      p,
      ceiling: ceilingOf(values, { level, largest }),
      detail: `best inside: ${labels[best]}; the peak is likely at ` +
        peakSet.join(", "),
      peakSet,
      obstacle: isAtEnd ? "the peak may be at an end" : undefined,
    };
  },
  quantity(_, [site]) {
    const { scores, terms } = site!;
    const ends = [terms[0]!, terms.at(-1)!];
    const pairs = terms.slice(1, -1)
      .flatMap((inner) => ends.map((end) => [inner, end] as const));
    return heightQuantity(scores, differenceBounds(pairs));
  },
  wager: ({ margin }, height) => wagerGreater(height, { bound: 0, margin }),
  decide: ({ margin }, evidence) =>
    decideGreater(evidence, { bound: 0, margin }),
  leastSeeds: minimumSeeds,
  figure: ({ peakSet = [] }) => ({
    shape: "curve",
    highlight: {
      labels: peakSet,
      says: "where the peak is likely, by the bootstrap",
    },
  }),
  calibration: {
    statement: {
      kind: "peak",
      name: "peak",
      says: "the best of 5 conditions is not at an end",
      along: ["1", "2", "3", "4", "5"].map((label) => ({ label, of: [] })),
      margin: MARGIN,
    },
    // A plateau up to an end is what most easily passes for a peak.
    justFalse: { means: [-0.3, 0, 0, 0, 0], value: 0 },
    justTrue: { means: [0, -0.3, MARGIN, -0.3, 0], value: MARGIN },
    effect: { means: [0, EFFECT / 2, EFFECT, EFFECT / 2, 0], value: EFFECT },
    studies: (seeds) => Math.ceil(600 / seeds),
  },
};

/**
 * The best inner condition is above both ends by at most the smaller of its two
 * differences. Either bound may fail, so each takes half of the error.
 */
function ceilingOf(
  values: Values,
  { level, largest }: { level: number; largest: number },
): number {
  const last = (values[0]?.length ?? 0) - 1;
  const above = (at: number, end: number) =>
    boundedMean(values.map((row) => (row[at] ?? 0) - (row[end] ?? 0)), {
      largest,
      seed: SEED,
      level: 1 - (1 - level) / 2,
    }).upper;
  const inner = Array.from({ length: last - 1 }, (_, index) => index + 1);
  return Math.max(
    ...inner.map((at) => Math.min(above(at, 0), above(at, last))),
  );
}
