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
 * How many single trainings are helped, and how many are hurt; nothing where
 * the numbers are not a score of one network minus that of another.
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
  const { above, within, below } = shares;
  return `single trainings: ${percent(above)} helped by more than ${margin}, ` +
    `${percent(within)} unharmed, ${
      percent(below)
    } hurt by more than ${margin}`;
}

/**
 * What was published, beside where one more training here would lie: it
 * replicates in direction if the mean here is on the same side of 0, and in
 * size if the published number might be one of ours.
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
  const direction = isSame
    ? "replicates in direction"
    : isOpposite
    ? "the opposite in direction"
    : "open in direction";
  return `${told}; here ${
    percent(level)
  } of single trainings are expected in ` +
    `[${signed(lower)}, ${signed(upper)}]: ${direction}, ` +
    `${isSize ? "possible" : "not"} in size`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function signed(value: number): string {
  return `${value < 0 ? "" : "+"}${value.toFixed(2)}`;
}
