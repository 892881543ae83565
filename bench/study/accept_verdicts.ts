/** From a run's verdicts to reviewed ones. */
import type { Expectations } from "./expectations.ts";
import type { ProfileName } from "./profiles.ts";
import type { Verdict } from "../statistics/verdict.ts";
import { UsageError } from "./usage_error.ts";

/** What of a row of `claims.csv` is looked at. */
export interface VerdictRow {
  profile: string;
  site: string;
  claim: string;
  assertion: string;
  verdict: string;
  /** How many assertions shared the level of the run. */
  family: string;
}

/** A reviewed verdict that is set, or becomes another. */
export interface AcceptedChange {
  /** Such as `"gain/headline on leaves small-cnn (quick)"`. */
  what: string;
  before: Verdict | undefined;
  now: Verdict;
}

/**
 * Takes the verdicts of a run for reviewed.
 *
 * @param known What was reviewed so far; it is not changed.
 * @param rows Rows of `claims.csv`; those that decide nothing are passed over.
 * @param options Why verdicts are not what the paper says, where they are not.
 * @returns What is reviewed then, and every change.
 * @throws {UsageError} If a row is of no profile, or a verdict that is not
 * "supported" would change and there is no reason.
 */
export function acceptVerdicts(
  known: Expectations,
  rows: readonly VerdictRow[],
  { reason }: { reason: string | undefined },
): { reviewed: Expectations; changes: AcceptedChange[] } {
  const reviewed = structuredClone(known);
  const changes: AcceptedChange[] = [];
  for (const row of rows.filter(({ verdict }) => verdict !== "")) {
    const { site, claim, assertion } = row;
    if (row.profile === "") {
      throw new UsageError(
        "Cannot accept these verdicts: the run was of no profile, so nothing " +
          "would be held against them. Next step: run deno task bench without " +
          "options that change what is trained",
      );
    }
    const profile = row.profile as ProfileName;
    const now = row.verdict as Verdict;
    const name = `${claim}/${assertion}`;
    const what = `${name} on ${site} (${profile})`;
    const known = reviewed[profile] ??= { family: 1, verdicts: {} };
    known.family = Math.max(known.family, Number(row.family));
    const verdicts = known.verdicts[site] ??= {};
    const before = verdicts[name]?.verdict;
    if (before === now) continue;
    if (now !== "supported" && reason === undefined) {
      throw new UsageError(
        `Cannot accept ${what} as ${now}: it is not what the paper says. ` +
          'Next step: look at its evidence, and say why with --reason "..."; ' +
          "--filter chooses the assertions that the reason is for",
      );
    }
    verdicts[name] = now === "supported" ? { verdict: now } : {
      verdict: now,
      reason: reason as string,
    };
    changes.push({ what, before, now });
  }
  return { reviewed, changes };
}
