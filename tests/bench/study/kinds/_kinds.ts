/** Made-up scores, and what kinds of statements make of them. */
import type { z } from "zod";
import { value } from "../../../../bench/study/contrast.ts";
import type {
  AssertionKind,
  SiteScores,
} from "../../../../bench/study/kinds/kind.ts";
import type { Estimate } from "../../../../statistics/estimate.ts";
import { intervalOf } from "../../../../statistics/interval.ts";
import { replay } from "../../../../statistics/replay.ts";
import type { Standing } from "../../../../statistics/standing.ts";

/** Scores that are one number from 0 to 1 minus another that nobody has. */
export function siteOf(
  scores: readonly (readonly (number | undefined)[])[],
): SiteScores {
  const terms = (scores[0] ?? []).map((_, at) => [
    { key: `a${at}`, weight: 1, min: 0, max: 1 },
    { key: `b${at}`, weight: -1, min: 0, max: 1 },
  ]);
  return { scores, terms };
}

/** Numbers around a mean, in a pattern that averages to it. */
const PATTERN = [1, -0.5, 0.25, -1, 0.5, -0.25, 0.75, -0.75, 0.125, -0.125];

/**
 * Scores around the means of conditions, each with the pattern from another
 * start.
 */
export function scoresAround(
  means: readonly number[],
  { spread = 0.02, seeds = 60 } = {},
): SiteScores {
  return siteOf(Array.from(
    { length: seeds },
    (_, seed) =>
      means.map((mean, at) =>
        mean + spread * PATTERN[(seed + 3 * at) % PATTERN.length]!
      ),
  ));
}

/** As many conditions as there are means, called 0, 1, 2 and so on. */
export function alongOf(means: readonly number[]) {
  return means.map((_, at) => ({
    label: `${at}`,
    of: value({ cell: `${at}` }),
  }));
}

/** What a kind makes of scores, all looked at together. */
export function decide<Schema extends z.ZodType>(
  kind: AssertionKind<Schema>,
  statement: z.infer<Schema>,
  ...sites: readonly SiteScores[]
): Standing & { estimate: Estimate | undefined; detail: string | undefined } {
  const quantity = kind.quantity(statement, sites);
  const wager = kind.wager(statement, quantity);
  const most = Math.min(...sites.map(({ scores }) => scores.length));
  const it = { key: "it", claim: "it", family: "it" };
  const { standings } = replay([{ ...it, wager }], {
    first: most,
    step: 1,
    most,
  });
  return {
    ...standings.get("it")!,
    estimate: intervalOf(quantity),
    detail: kind.detail?.(statement, sites),
  };
}
