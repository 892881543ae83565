/** Records the verdicts of a run as the expected ones. */
import type { Verdict } from "../../statistics/verdict.ts";
import type { Expectations } from "./expectations.ts";
import { type ProfileName, PROFILES } from "./profiles.ts";
import { UsageError } from "./usage_error.ts";

/** What of a statement of the run document is looked at. */
export interface VerdictStatement {
  claim: string;
  /** Of the statement, within its claim. */
  name: string;
  /** Where it was checked. */
  place: string;
  /** What it is for. */
  role: "primary" | "control" | "extension" | "reported";
  /** Absent for what is only measured. */
  verdict?: Verdict | undefined;
}

/** A reviewed verdict that is set, or becomes another. */
export interface AcceptedChange {
  /** Such as `"gain/headline on leaves small-cnn (quick)"`. */
  what: string;
  before: Verdict | undefined;
  now: Verdict;
}

/**
 * Records the verdicts of a run as reviewed.
 *
 * @param known What was reviewed so far; it is not changed.
 * @param statements Of the run; those without a verdict are passed over.
 * @param options The profile of the run, and why verdicts are not what the
 * paper says, where they are not.
 * @returns What is reviewed then, and every change.
 * @throws {UsageError} If the run has no profile, or a verdict that is not
 * "supported" would change and there is no reason.
 */
export function acceptVerdicts(
  known: Expectations,
  statements: readonly VerdictStatement[],
  { profile, reason }: {
    profile: string | undefined;
    reason: string | undefined;
  },
): { reviewed: Expectations; changes: AcceptedChange[] } {
  const reviewed = structuredClone(known);
  const { verdicts: places } = reviewed[requireProfile(profile)] ??= {
    verdicts: {},
  };
  const changes: AcceptedChange[] = [];
  for (const { claim, name, place, role, verdict: now } of statements) {
    if (now === undefined) continue;
    const key = `${claim}/${name}`;
    const what = `${key} on ${place} (${profile})`;
    const verdicts = places[place] ??= {};
    const before = verdicts[key]?.verdict;
    if (before === now) continue;
    if (now !== "supported" && reason === undefined) {
      throw new UsageError(
        `Cannot accept ${what} as ${now}: it is not what the paper says. ` +
          'Next step: look at its evidence, and say why with --reason "..."; ' +
          "--filter chooses the assertions that the reason is for",
      );
    }
    verdicts[key] = {
      verdict: now,
      ...(role === "control" || role === "extension" ? { role } : {}),
      ...(now === "supported" ? {} : { reason }),
    };
    changes.push({ what, before, now });
  }
  return { reviewed, changes };
}

function requireProfile(profile: string | undefined): ProfileName {
  const known = Object.keys(PROFILES) as ProfileName[];
  const found = known.find((name) => name === profile);
  if (found !== undefined) return found;
  throw new UsageError(
    "Cannot accept these verdicts: the run is of no profile, so no later run " +
      "would be compared with them. Next step: run deno task bench without " +
      "options that change what is trained",
  );
}
