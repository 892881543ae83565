/**
 * From verdicts on assertions to verdicts on claims. A promise on assertions is
 * no promise on claims: one wrong assertion in 80 can be one wrong claim in 11.
 * So claims have their own evidence and their own promise.
 *
 * @module
 */

import { logMean } from "./_log_mean.ts";
import { eBenjaminiHochberg } from "./e_benjamini_hochberg.ts";
import type { Stopped, StoppedClaim } from "./standing.ts";
import { claimVerdict, type Verdict } from "./verdict.ts";

/** What an assertion of a claim came to. */
export interface ClaimPart extends Omit<Stopped, "family"> {
  readonly verdict: Verdict;
  /**
   * The evidence against it after each seed, to the seed where it stopped, as
   * natural logarithms. Only if it is fair from each seed to the next: see
   * `isFair()` in `bets.ts`.
   * @default {only the last may be used}
   */
  readonly path?: readonly number[] | undefined;
}

/** What a claim came to. */
export interface ClaimStanding {
  /** What the claim came to. */
  readonly verdict: Verdict;
  /** What its assertions say, before its own evidence is held to the bar. */
  readonly drawn: Verdict;
  /** The e-value that a verdict takes. */
  readonly bar: number;
  /** Natural logarithm of the evidence for all of its assertions. */
  readonly support: number;
  /** Natural logarithm of the evidence against any of them. */
  readonly contradiction: number;
}

/** What a claim came to in a run. */
export interface RunClaimStanding extends ClaimStanding {
  /** Whether it still gets more seeds. */
  readonly isGoingOn: boolean;
}

/** What claims are decided beside. */
export interface ClaimsOptions {
  /** The expected share of wrong verdicts, a fraction. @default {0.05} */
  readonly rate?: number;
  /** Claims that share the promise. @default {[]} */
  readonly otherClaims?: readonly Omit<StoppedClaim, "family">[];
}

/**
 * Decides claims. A claim is supported if all its assertions are, contradicted
 * if any is, and only if its own evidence reaches the bar of the claims. For it,
 * that is the least evidence of its assertions. Against it, each seed is bet on
 * the assertion that had most against it in the seeds before: if each path is
 * fair, to choose by the past is fair as well.
 *
 * @param claims `claims[claim][assertion]`; a claim without any has no evidence.
 * @param options What they are decided beside.
 * @returns `standings[claim]`, in the same order.
 * @throws {RangeError} If evidence is NaN, or the rate not inside 0..1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decideClaims } from "./decide_claims.ts";
 *
 * const logs = { support: Math.log(90), contradiction: -1 };
 * const part = { ...logs, verdict: "supported", isTouching: false } as const;
 * const open = { ...part, verdict: "inconclusive" } as const;
 * const [first, second] = decideClaims([[part], [part, open]]);
 * assertEquals(first?.verdict, "supported");
 * assertEquals(second?.verdict, "inconclusive");
 * ```
 */
export function decideClaims(
  claims: readonly (readonly ClaimPart[])[],
  { rate = 0.05, otherClaims = [] }: ClaimsOptions = {},
): ClaimStanding[] {
  const found = claims.map(claimOf);
  const logs = [...found, ...otherClaims].map(evidenceOf);
  const hypotheses = hypothesesOf([...found, ...otherClaims]);
  const bar = eBenjaminiHochberg(logs, { rate, hypotheses, least: 1 });
  return found.map(({ isTouching: _, ...claim }, at) => ({
    ...claim,
    bar,
    verdict: logs[at]! >= Math.log(bar) ? claim.drawn : "inconclusive",
  }));
}

/**
 * The evidence that the assertions of claims go on for: what a claim takes if
 * half of all are decided, or fewer if no more can be. How many will be is not
 * known before.
 *
 * @param claims Whether they count twice, and whether no verdict is possible any
 * more.
 * @returns An e-value.
 */
export function barAhead(
  claims: readonly { isTouching: boolean; isLost: boolean }[],
  { rate = 0.05, otherClaims = [] }: ClaimsOptions,
): number {
  const all = [...claims, ...otherClaims];
  const logs = [
    ...claims.map(({ isLost }) => isLost ? -Infinity : Infinity),
    ...otherClaims.map(evidenceOf),
  ];
  const hypotheses = hypothesesOf(all);
  return Math.max(
    hypotheses / (Math.ceil(all.length / 2) * rate),
    eBenjaminiHochberg(logs, { rate, hypotheses, least: 1 }),
  );
}

/** What the assertions of a claim come to together. */
function claimOf(parts: readonly ClaimPart[]): Omit<StoppedClaim, "family"> {
  return {
    drawn: claimVerdict(parts.map(({ verdict }) => verdict)),
    isTouching: parts.some(({ isTouching }) => isTouching),
    // Math.min() is infinite.
    support: parts.length === 0
      ? -Infinity
      : Math.min(...parts.map(({ support }) => support)),
    contradiction: evidenceAgainst(parts),
  };
}

/** Claims with an assertion whose sides touch count twice. */
function hypothesesOf(
  claims: readonly Pick<StoppedClaim, "isTouching">[],
): number {
  return claims.length + claims.filter(({ isTouching }) => isTouching).length;
}

/**
 * Follows the assertion that has most against it so far. Where a path is missing,
 * it is the mean over the assertions, which is evidence whatever the paths are.
 */
function evidenceAgainst(parts: readonly ClaimPart[]): number {
  const paths = parts.flatMap(({ path }) => path === undefined ? [] : [path]);
  if (paths.length < parts.length || paths.some(({ length }) => length === 0)) {
    return logMean(parts.map(({ contradiction }) => contradiction));
  }
  let total = logMean(paths.map(([first = 0]) => first));
  const seeds = Math.max(0, ...paths.map(({ length }) => length));
  for (let seed = 1; seed < seeds; seed++) {
    const before = paths.map((path) => path[Math.min(seed, path.length) - 1]!);
    const leader = paths[before.indexOf(Math.max(...before))]!;
    // One that has stopped is bet on no more.
    if (seed < leader.length) total += leader[seed]! - leader[seed - 1]!;
  }
  return total;
}

/**
 * The evidence for the drawn verdict; 0 without one. Evidence that gives no
 * verdict must not lower the bar for the others.
 */
function evidenceOf(
  { drawn, support, contradiction }: Omit<StoppedClaim, "family">,
): number {
  if (drawn === "inconclusive") return -Infinity;
  return drawn === "supported" ? support : contradiction;
}
