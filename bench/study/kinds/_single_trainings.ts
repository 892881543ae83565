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
 * How many pairs of trainings gain, and how many lose; nothing where the numbers
 * are not a score of one network minus that of another.
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
  return `of pairs of trainings, ${above} % gain more than ${margin}, ` +
    `${below} % lose more than ${margin}, and ${within} % do neither`;
}

/**
 * What was published, beside where one more pair of trainings here would lie: the
 * sign replicates if the mean here is on the same side of 0, and the size may if
 * the published number might be one of ours.
 *
 * @param published What was found elsewhere.
 * @param mean The interval of the mean here.
 */
export function publishedText(
  { value, source }: Published,
  { scores, least, mean }: Numbers & {
    mean: Pick<Estimate, "lower" | "upper"> | undefined;
  },
): string {
  const told = `published: ${signed(value)} (${source})`;
  const range = oneMore(scores, least);
  if (range === undefined || mean === undefined) return told;
  const { lower, upper, level } = range;
  const isSame = value > 0 ? mean.lower > 0 : mean.upper < 0;
  const isOpposite = value > 0 ? mean.upper < 0 : mean.lower > 0;
  const isSize = lower <= value && value <= upper;
  const sign = isSame
    ? "its sign replicates"
    : isOpposite
    ? "its sign is the opposite"
    : "its sign is open";
  return `${told}; here ${sign}, and its size ` +
    `${isSize ? "may replicate" : "does not"}: ${Math.round(100 * level)} % ` +
    `of pairs are expected in [${signed(lower)}, ${signed(upper)}]`;
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
