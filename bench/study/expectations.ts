/**
 * The verdicts that were reviewed, and that a run is compared with.
 *
 * A verdict that differs from the paper stands here with its reason: it is a
 * finding, and a run that suddenly agrees with the paper is a departure too.
 */
import { z } from "zod";
import type { Claim } from "./claim.ts";
import type { Statement } from "./kinds/mod.ts";
import reviewed from "../expected.json" with { type: "json" };
import { type ProfileName, PROFILES } from "./profiles.ts";
import { type Site, siteName } from "./site.ts";
import type { Stopped, StoppedClaim } from "../../statistics/standing.ts";
import { type Verdict, VERDICTS } from "../../statistics/verdict.ts";

/** Natural logarithm of an e-value; `null` where there was no evidence. */
const evidence = z.number().nullable();

/** An end of an interval; `null` where it has none. */
const end = z.number().nullable();

/** What the reviewed run found, where betting decided it. */
const found = z.strictObject({
  /** What was asserted. */
  kind: z.string().min(1),
  bound: z.number().optional(),
  margin: z.number().optional(),
  /**
   * Whether it was decided within a third of the seeds that it could have had:
   * then a run that leaves it open is a departure. What took longer may well
   * take too long the next time.
   */
  isFirm: z.boolean(),
  /** The seeds that it took. */
  seeds: z.int().min(0),
  /** For the assertion, and against it. */
  support: evidence,
  contradiction: evidence,
  /** Whether it counts as two in a run: see `statistics/wager.ts`. */
  isTouching: z.boolean(),
  /** The interval at the stop. */
  lower: end,
  upper: end,
  /** The mean of the seeds of the first look, which no stopping made lean. */
  firstMean: z.number().nullable(),
});

/** What the reviewed run found of an assertion. */
export type ReviewedFinding = z.infer<typeof found>;

const expectation = z.strictObject({
  verdict: z.enum(VERDICTS),
  /**
   * Why it is not what the paper says; needed where it is not "supported". Or why
   * its bound or margin is another than was reviewed before.
   */
  reason: z.string().min(1).optional(),
  /** What it is for, where it is not about the paper. */
  role: z.enum(["control", "extension"]).optional(),
  found: found.optional(),
}).refine(
  ({ verdict, reason }) => verdict === "supported" || reason !== undefined,
  { message: "a verdict that differs from the paper needs its reason" },
);

const reviewedClaim = z.strictObject({
  /** What its assertions say. */
  drawn: z.enum(VERDICTS),
  support: evidence,
  contradiction: evidence,
});

/** What the reviewed run found of a claim. */
export type ReviewedClaim = z.infer<typeof reviewedClaim>;

/** Stands for a profile where a run is compared with a file of the user's. */
export const OWN = "own";

/** What reviewed verdicts are of. */
export type ReviewName = ProfileName | typeof OWN;

const expectations = z.partialRecord(
  z.enum([...Object.keys(PROFILES) as ProfileName[], OWN]),
  z.strictObject({
    /** By the sites' names, by `claim/assertion`. */
    verdicts: z.record(z.string(), z.record(z.string(), expectation)),
    /** By the names of the claims. */
    claims: z.record(z.string(), reviewedClaim).optional(),
  }),
);

/** Reviewed verdicts. */
export type Expectations = z.infer<typeof expectations>;

/** A reviewed verdict, and what stood behind it. */
export type Expectation = z.infer<typeof expectation>;

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
export const REVIEWED: Expectations = readExpectations(reviewed);

/** A statement, and where it was checked. */
export interface Located {
  claim: Pick<Claim, "name">;
  statement: Pick<Statement, "name">;
  sites: readonly Site[];
}

/**
 * The verdict that an assertion is expected to have.
 *
 * @param finding Which assertion, and where it was checked.
 * @param profile What the run is of; nothing if it was changed.
 * @param known Reviewed verdicts; the project's own unless told otherwise.
 * @returns Nothing where none was reviewed.
 */
export function expectedVerdict(
  finding: Located,
  profile: ReviewName | undefined,
  known: Expectations = REVIEWED,
): Verdict | undefined {
  return expectationOf(finding, profile, known)?.verdict;
}

/**
 * What was reviewed of an assertion; see {@linkcode expectedVerdict}.
 *
 * @returns Nothing where nothing was reviewed.
 */
export function expectationOf(
  { claim, statement, sites }: Located,
  profile: ReviewName | undefined,
  known: Expectations = REVIEWED,
): Expectation | undefined {
  if (profile === undefined) return undefined;
  const verdicts = known[profile]?.verdicts[placeOf(sites)];
  return verdicts?.[`${claim.name}/${statement.name}`];
}

/** What a review found: what a run leaves out of it takes part with it. */
export interface ReviewedEvidence {
  /** By {@linkcode assertionKey}, each in the family of its role. */
  assertions: ReadonlyMap<string, Stopped>;
  /** By their names. */
  claims: ReadonlyMap<string, StoppedClaim>;
}

/**
 * The evidence of the review, of all assertions and claims that share the
 * promises of a run of the profile.
 *
 * What has a reviewed verdict without evidence, of older statistics, counts as
 * having none: a verdict is no e-value.
 *
 * @param sites Where a run is to be compared with them.
 * @param profile What the run is of; nothing if it was changed.
 * @param known Reviewed verdicts; the project's own unless told otherwise.
 * @returns Nothing where no site was reviewed.
 */
export function reviewedEvidence(
  sites: readonly Site[],
  profile: ReviewName | undefined,
  known: Expectations = REVIEWED,
): ReviewedEvidence {
  const { verdicts = {}, claims = {} } = profile === undefined
    ? {}
    : known[profile] ?? {};
  if (!sites.some((site) => siteName(site) in verdicts)) {
    return { assertions: new Map(), claims: new Map() };
  }
  const all = Object.entries(verdicts).flatMap(([place, own]) =>
    Object.entries(own).map(([name, { role = "primary", found }]) => ({
      claim: claimOf(name),
      key: `${name} on ${place}`,
      stopped: {
        family: role,
        isTouching: found?.isTouching ?? false,
        support: found?.support ?? -Infinity,
        contradiction: found?.contradiction ?? -Infinity,
      },
    }))
  );
  const byClaim = Map.groupBy(all, ({ claim }) => claim);
  return {
    assertions: new Map(all.map(({ key, stopped }) => [key, stopped])),
    claims: new Map(
      [...byClaim].map(([claim, parts]) => [claim, {
        family: parts[0]!.stopped.family,
        isTouching: parts.some(({ stopped }) => stopped.isTouching),
        drawn: claims[claim]?.drawn ?? "inconclusive",
        support: claims[claim]?.support ?? -Infinity,
        contradiction: claims[claim]?.contradiction ?? -Infinity,
      }]),
    ),
  };
}

/** The claim of a reviewed assertion, such as `"gain"` of `"gain/headline"`. */
export function claimOf(name: string): string {
  return name.slice(0, name.indexOf("/"));
}

/** The names of sites, as one: a reviewed verdict is of this place. */
export function placeOf(sites: readonly Site[]): string {
  return sites.map(siteName).join(" + ");
}

/** An assertion and where it is checked, such as `"gain/positive on ..."`. */
export function assertionKey({ claim, statement, sites }: Located): string {
  return `${claim.name}/${statement.name} on ${placeOf(sites)}`;
}
