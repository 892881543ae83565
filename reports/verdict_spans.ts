/** A sequence of verdicts in few words. */
import type { Verdict } from "../statistics/verdict.ts";

/** Runs one after another that came to the same. */
export interface VerdictSpan {
  verdict: Verdict;
  /** Their places, such as `"1-3, 5"` where run 4 has not the assertion. */
  runs: string;
}

/**
 * Puts together what did not change.
 *
 * @param points The verdicts of one assertion, with the places of the runs that
 * came to them, ascending.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { verdictSpans } from "./verdict_spans.ts";
 * const verdict = "supported" as const;
 * assertEquals(verdictSpans([{ run: 1, verdict }, { run: 2, verdict }]), [
 *   { verdict, runs: "1-2" },
 * ]);
 * ```
 */
export function verdictSpans(
  points: readonly { run: number; verdict: Verdict }[],
): VerdictSpan[] {
  const spans: { verdict: Verdict; runs: number[] }[] = [];
  for (const { run, verdict } of points) {
    const last = spans.at(-1);
    if (last?.verdict === verdict) last.runs.push(run);
    else spans.push({ verdict, runs: [run] });
  }
  return spans.map(({ verdict, runs }) => ({ verdict, runs: rangesOf(runs) }));
}

/** Ascending numbers, such as `"1-3, 5"`. */
function rangesOf(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => from === to ? `${from}` : `${from}-${to}`)
    .join(", ");
}
