/**
 * Verdicts on several assertions at once. The promise is that few of the given
 * verdicts are wrong: the false discovery rate. The method of Benjamini and
 * Hochberg for e-values keeps it, however the assertions depend on each other.
 *
 * @module
 */

/**
 * The least evidence for any verdict: 40 to 1. So a single assertion gets a wrong
 * verdict with a chance of at most 1 in 40 on each side. The 95 % interval takes
 * the same, so that it never disagrees with the verdict.
 */
export const LEAST_EVIDENCE = 40;

/**
 * Gives the evidence that a verdict takes: max(least, hypotheses / (k rate)),
 * with the largest k such that k of the e-values are at least that.
 *
 * Pass the evidence at the seed where the bets stopped. The largest over all
 * seeds is no e-value, and breaks the promise. Pass 0 for an assertion without
 * evidence: to leave it out would make the others look better.
 *
 * @param logs Natural logarithms of e-values, in any order; minus infinity for
 * an e-value of 0.
 * @param options The expected share of wrong verdicts, 0.05 by default; the
 * number of assertions, with touching sides counted twice, by default that of the
 * e-values; and the least evidence for any verdict, 40 by default.
 * @returns The bar: e-values from there on are decided. If none is, the bar for
 * a single one.
 * @throws {RangeError} If an e-value is NaN, the rate not inside 0..1, or the
 * least evidence below 1.
 * @see R. Wang and A. Ramdas (2022), False Discovery Rate Control with
 * E-values, DOI 10.1111/rssb.12489
 * @see Y. Tavyrikov, J. J. Goeman and R. de Heide (2025), Carefree multiple
 * testing with e-processes, DOI 10.48550/arXiv.2501.19360, for why not the
 * largest of all seeds
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { eBenjaminiHochberg } from "./e_benjamini_hochberg.ts";
 *
 * const barOf = (...e: number[]) => eBenjaminiHochberg(e.map(Math.log));
 * assertEquals(barOf(70, 1, 45, 90), 40);
 * assertEquals(barOf(70, 1, 30, 20), 80);
 * ```
 */
export function eBenjaminiHochberg(
  logs: readonly number[],
  { rate = 0.05, hypotheses = logs.length, least = LEAST_EVIDENCE }: {
    readonly rate?: number;
    readonly hypotheses?: number;
    readonly least?: number;
  } = {},
): number {
  if (!(rate > 0 && rate < 1 && least >= 1) || logs.some(Number.isNaN)) {
    throw new RangeError(
      "Cannot decide by e-values: wanted numbers, a rate between 0 and 1 and " +
        `least evidence from 1, got ${logs}, ${rate} and ${least}`,
    );
  }
  const barOf = (count: number) => Math.max(least, hypotheses / (count * rate));
  const falling = logs.toSorted((one, other) => other - one);
  const last = falling.findLastIndex((log, at) =>
    log >= Math.log(barOf(at + 1))
  );
  return barOf(Math.max(last, 0) + 1);
}
