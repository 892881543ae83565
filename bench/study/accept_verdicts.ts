/** From a run's verdicts to reviewed ones. */
import type { Expectations } from "./expectations.ts";
import type { ProfileName } from "./profiles.ts";
import type { Verdict } from "../../statistics/verdict.ts";
import { UsageError } from "./usage_error.ts";

/** What of a row of `claims.csv` is looked at. */
export interface VerdictRow {
  profile: string;
  site: string;
  claim: string;
  assertion: string;
  verdict: string;
  /** What it is for: `primary`, `control`, `extension`. */
  role: string;
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
    const known = reviewed[profile] ??= { verdicts: {} };
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
    verdicts[name] = {
      verdict: now,
      ...(isApart(row.role) ? { role: row.role } : {}),
      ...(now === "supported" ? {} : { reason: reason as string }),
    };
    changes.push({ what, before, now });
  }
  return { reviewed, changes };
}

/** Whether it takes no part of the level of what is about the paper. */
function isApart(role: string): role is "control" | "extension" {
  return role === "control" || role === "extension";
}
