/**
 * The verdicts that were reviewed, and that a run is held against.
 *
 * A verdict that differs from the paper stands here with its reason: it is a
 * finding, and a run that suddenly agrees with the paper is a departure too.
 */
import { z } from "zod";
import type { Finding } from "./decide_studies.ts";
import reviewed from "../expected.json" with { type: "json" };
import { type ProfileName, PROFILES } from "./profiles.ts";
import { type Site, siteName } from "./site.ts";
import type { Verdict } from "../statistics/verdict.ts";

const expectation = z.strictObject({
  verdict: z.enum(["supported", "contradicted", "inconclusive"]),
  /** Why it is not what the paper says; needed where it is not "supported". */
  reason: z.string().min(1).optional(),
}).refine(
  ({ verdict, reason }) => verdict === "supported" || reason !== undefined,
  { message: "a verdict that differs from the paper needs its reason" },
);

const expectations = z.partialRecord(
  z.enum(Object.keys(PROFILES) as ProfileName[]),
  z.strictObject({
    /**
     * Assertions that shared the level of the reviewed run: a part of it is
     * decided at the same level, else its verdicts would differ for that alone.
     */
    family: z.int().min(1),
    /** By the sites' names, by `claim/assertion`. */
    verdicts: z.record(z.string(), z.record(z.string(), expectation)),
  }),
);

/** Reviewed verdicts. */
export type Expectations = z.infer<typeof expectations>;

/**
 * Reads reviewed verdicts.
 *
 * @throws {z.ZodError} If they are not what they should be, or a verdict that
 * differs from the paper has no reason.
 */
export function readExpectations(json: unknown): Expectations {
  return expectations.parse(json);
}

/** The project's own. */
const REVIEWED = readExpectations(reviewed);

/**
 * The verdict that an assertion is expected to have.
 *
 * @param finding Which assertion, and where it was checked.
 * @param profile What the run is of; nothing if it was changed.
 * @param known Reviewed verdicts; the project's own unless told otherwise.
 * @returns Nothing where none was reviewed.
 */
export function expectedVerdict(
  finding: Pick<Finding, "claim" | "statement" | "sites">,
  profile: ProfileName | undefined,
  known: Expectations = REVIEWED,
): Verdict | undefined {
  if (profile === undefined) return undefined;
  const { place, name } = expectationKey(finding);
  return known[profile]?.verdicts[place]?.[name]?.verdict;
}

/**
 * How many assertions shared the level of the reviewed run of a profile.
 *
 * @param sites Where a run is to be held against it.
 * @param profile What the run is of; nothing if it was changed.
 * @param known Reviewed verdicts; the project's own unless told otherwise.
 * @returns 0 where none was reviewed.
 */
export function reviewedFamily(
  sites: readonly Site[],
  profile: ProfileName | undefined,
  known: Expectations = REVIEWED,
): number {
  if (profile === undefined) return 0;
  const { family = 0, verdicts = {} } = known[profile] ?? {};
  return sites.some((site) => siteName(site) in verdicts) ? family : 0;
}

/** Where the reviewed verdict of a finding stands within its profile. */
export function expectationKey(
  { claim, statement, sites }: Pick<Finding, "claim" | "statement" | "sites">,
): { place: string; name: string } {
  return {
    place: sites.map(siteName).join(" + "),
    name: `${claim.name}/${statement.name}`,
  };
}
