/** What a statement on a mean says to someone who trains once. */
import type { Estimate } from "../../../statistics/estimate.ts";
import { oneMore } from "../../../statistics/one_more.ts";
import { sharesBeyond } from "../../../statistics/shares_beyond.ts";
import type { Contrast } from "../contrast.ts";

/** The number of each seed, and the least that it can be. */
interface Numbers {
  scores: readonly (number | undefined)[];
  least: number;
}

/** What an earlier study found in place of a statement's mean. */
export interface Published {
  /** In the unit of the statement. */
  value: number;
  /** Of what, and where: such as `"VGG19, PlantVillage (arXiv:2011.06319)"`. */
  source: string;
}

/** Metrics of which more is better, whatever network has it. */
const HELPS: readonly Contrast[number]["metric"][] = [
  undefined,
  "minorityF1",
  "minorityAuroc",
];

/**
 * How many pairs of trainings gain, and how many lose, of those that were seen:
 * where a run stopped for its verdict, more of them agree with it than there are
 * in truth. Nothing where the numbers are not a score of one network minus that
 * of another.
 *
 * @param margin The smallest difference that matters.
 */
export function helpedText(
  of: Contrast,
  { scores, margin }: Pick<Numbers, "scores"> & { margin: number },
): string | undefined {
  const [first, second, ...more] = of;
  const isHelp = more.length === 0 && first?.weight === 1 &&
    second?.weight === -1 && margin > 0 &&
    [first, second].every(({ metric, reaches }) =>
      HELPS.includes(metric) && reaches === undefined
    );
  const shares = isHelp ? sharesBeyond(scores, margin) : undefined;
  if (shares === undefined) return undefined;
  const [above, within, below] = percentages([
    shares.above,
    shares.within,
    shares.below,
  ]);
  return `${above} % of pairs of trainings gain more than ${margin}, ` +
    `${below} % lose more than ${margin}, ${within} % neither`;
}

/**
 * What was published, beside what was found here: on which side of the bound the
 * interval of the mean lies, and whether one more pair of trainings might gain as much.
 *
 * @param published What was found elsewhere.
 * @param mean The interval of the mean here.
 * @param bound What the mean is claimed to exceed.
 */
export function publishedText(
  { value, source }: Published,
  { scores, least, mean, bound }: Numbers & {
    mean: Pick<Estimate, "lower" | "upper"> | undefined;
    bound: number;
  },
): string {
  const told = `published: ${signed(value)} (${source})`;
  const range = oneMore(scores, least);
  if (range === undefined || mean === undefined) return told;
  const { lower, upper, level } = range;
  const side = mean.lower > bound
    ? `lies above ${bound}`
    : mean.upper < bound
    ? `lies below ${bound}`
    : `has ${bound} in it`;
  const size = value > upper
    ? "more than"
    : value < lower
    ? "less than"
    : "within what";
  const share = Math.round(100 * level);
  return `${told}; here the interval of the mean ${side}, and ` +
    `${signed(value)} is ${size} pairs of trainings gain: ${share} % are ` +
    `expected in [${signed(lower)}, ${signed(upper)}]`;
}

/** Whole percentages that add up to 100: the largest remainders are rounded up. */
function percentages(shares: readonly number[]): number[] {
  const exact = shares.map((share) => 100 * share);
  const whole = exact.map((each) => Math.floor(each + 1e-9));
  const left = 100 - whole.reduce((sum, each) => sum + each, 0);
  const restOf = (at: number) => exact[at]! - whole[at]!;
  const raised = [...whole.keys()]
    .toSorted((a, b) => restOf(b) - restOf(a)).slice(0, left);
  return whole.map((each, at) => each + (raised.includes(at) ? 1 : 0));
}

function signed(value: number): string {
  const text = value.toFixed(2);
  return Number(text) === 0 ? "0.00" : value < 0 ? text : `+${text}`;
}
