/**
 * Verdicts on several assertions at once. A table of verdicts promises that of
 * those that it gives few are wrong: the false discovery rate. For evidence in
 * the form of e-values the method of Benjamini and Hochberg keeps it, however
 * the assertions depend on each other.
 *
 * @module
 */

/**
 * The least evidence that any verdict takes, whatever the family: 40 to 1. It
 * keeps a single wrong verdict at 1 in 40 on each side, and is what the 95 %
 * interval takes, so that no verdict can contradict the interval beside it.
 */
export const LEAST_EVIDENCE = 40;

/** What {@linkcode eBenjaminiHochberg} keeps, and over how many hypotheses. */
export interface EBenjaminiHochbergOptions {
  /**
   * The expected share of wrong ones among those decided, at most; a fraction
   * between 0 and 1.
   *
   * @default {0.05}
   */
  readonly rate?: number;
  /**
   * How many hypotheses there are: the assertions, and once more those whose
   * two sides can both be wrong.
   *
   * @default {the number of e-values}
   */
  readonly hypotheses?: number;
  /**
   * The least evidence that a decision takes, 1 or more.
   *
   * @default {40}
   */
  readonly least?: number;
}

/**
 * Gives the evidence that decides: max(least, hypotheses / (k rate)), for the
 * largest number k of e-values that are all at least that.
 *
 * An e-value must be one of the seed where its bets stopped; the largest of all
 * seeds is none, and breaks the promise. One that was not obtained has its
 * place here as 0: left out, it would make the others look better.
 *
 * @param logs Natural logarithms of e-values, in any order; minus infinity for
 * an e-value of 0.
 * @param options The rate, the number of hypotheses and the least evidence.
 * @returns The bar: what is as large is decided. If nothing is, what a single
 * one takes.
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
  options: EBenjaminiHochbergOptions = {},
): number {
  const {
    rate = 0.05,
    hypotheses = logs.length,
    least = LEAST_EVIDENCE,
  } = options;
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
