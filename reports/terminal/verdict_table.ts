/** All verdicts of a run at a glance, in 80 columns. */
import type { Estimate } from "../../statistics/estimate.ts";
import type { Verdict } from "../../statistics/verdict.ts";

/** A line of the table. */
export interface VerdictLine {
  /** Such as `"gain/positive"`. */
  name: string;
  /** Where it was checked. */
  site: string;
  verdict: Verdict;
  /** Absent where no verdict was reviewed. */
  expected: Verdict | undefined;
  estimate: Estimate | undefined;
}

/**
 * Writes the table: a block for each site.
 *
 * @param lines The assertions, in any order of sites.
 */
export function verdictTable(lines: readonly VerdictLine[]): string {
  const width = Math.max(...lines.map(({ name }) => name.length));
  const sites = [...new Set(lines.map(({ site }) => site))];
  return sites.flatMap((site) => [
    `verdicts on ${site}`,
    ...lines.filter((line) => line.site === site).map((line) =>
      `  ${line.name.padEnd(width)}  ${line.verdict.padEnd(12)}  ` +
      intervalOf(line.estimate) + departureOf(line)
    ),
    "",
  ]).join("\n");
}

/** Such as `"+0.32 [+0.15, +0.53]"`. */
export function intervalOf(
  estimate: Pick<Estimate, "point" | "lower" | "upper"> | undefined,
): string {
  if (estimate === undefined) return "no estimate";
  const [point, lower, upper] = [estimate.point, estimate.lower, estimate.upper]
    .map((number) => (number < 0 ? "-" : "+") + Math.abs(number).toFixed(2));
  return `${point} [${lower}, ${upper}]`;
}

function departureOf({ verdict, expected }: VerdictLine): string {
  return expected === undefined || expected === verdict
    ? ""
    : ` expected: ${expected}`;
}
