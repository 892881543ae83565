/** Records what a run found, verdicts and scores, as reviewed. */
import { changesOf } from "../../reports/changed_rules.ts";
import type { DocumentStatement, RunDocument } from "../../reports/document.ts";
import {
  assertionsOf,
  type PlacedStatement,
  statementName,
} from "../../reports/statements.ts";
import type { Verdict } from "../../statistics/verdict.ts";
import {
  claimOf,
  type Expectation,
  type ReviewedClaim,
  type ReviewName,
} from "../study/expectations.ts";
import { type ProfileName, PROFILES } from "../study/profiles.ts";
import { didYouMean } from "../study/nearest.ts";
import { UsageError } from "../study/usage_error.ts";
import { cellKey, cellsOf, measuredCells } from "./measured_cells.ts";
import { hasReviewed } from "./has_reviewed.ts";
import { mergeScores } from "./merge_scores.ts";
import { type Reviewed, reviewRun } from "./review_run.ts";

/** A verdict within this share of the seeds that there could be is firm. */
export const FIRM_SHARE = 1 / 3;

/** What is recorded as reviewed, and why. */
export interface AcceptOptions {
  /** What was reviewed so far; it is not changed. */
  reviewed: Reviewed;
  /** Part of the names of the assertions, such as `"gain/headline"`. */
  filter?: string | undefined;
  /** Why a verdict is not what the paper says, or why other rules are right. */
  reason?: string | undefined;
  /** Whether unchanged verdicts are recorded anew as well. @default {false} */
  isAll?: boolean;
  /** Whose review it is. @default {that of the profile of the run} */
  profile?: ReviewName | undefined;
}

/** An assertion that is recorded as reviewed. */
export interface AcceptedChange {
  /** Such as `"gain/headline on leaves small-cnn"`. */
  what: string;
  /** Nothing where it is new. */
  before: Verdict | undefined;
  now: Verdict;
  /** Rules that are others than reviewed, such as `"margin 0.05, now 0.3"`. */
  rules: string[];
  /** Why it is not what the paper says, or is decided by other rules. */
  reason: string | undefined;
}

/** What is reviewed then, and every assertion that is new in it. */
export interface Acceptance extends Reviewed {
  changes: AcceptedChange[];
}

/**
 * Records what a run found as reviewed.
 *
 * Only assertions that differ from the last review are recorded, with the
 * scores that they look at, and the evidence on their claims. The others stay as
 * they are.
 *
 * @param document The run.
 * @throws {UsageError} If the run cannot be a review, no assertion has such a
 * name, or one that is not supported, or is decided by another bound or margin,
 * has no reason.
 */
export function acceptRun(
  document: RunDocument,
  options: AcceptOptions,
): Acceptance {
  if (!document.isComplete) {
    throw new UsageError(
      "Cannot accept this run: it was stopped before its end. Next step: run " +
        "the same command again; it goes on where it stopped",
    );
  }
  const profile = options.profile ?? requireProfile(document);
  const { reviewed, filter = "", reason } = options;
  const expectations = structuredClone(reviewed.expectations);
  const own = expectations[profile] ??= { verdicts: {} };
  const { verdicts: places } = own;
  const { most } = document.settings.schedule;
  const accepted = acceptedOf(document, { ...options, profile });
  const changes = accepted.map((placed): AcceptedChange => {
    const { place, verdict: now = "inconclusive" } = placed.statement;
    const entries = places[place] ??= {};
    const name = statementName(placed);
    const known = entries[name];
    const kept = known?.verdict === now ? known.reason : undefined;
    const given = filter === "" ? kept ?? reason : reason ?? kept;
    const rules = known?.found === undefined
      ? []
      : changesOf(known.found, placed.statement)
        .map(({ rule, before, after }) => `${rule} ${before}, now ${after}`);
    // What was reviewed by other rules had its reason for those.
    const why = rules.length > 0
      ? reason
      : now === "supported" && known?.verdict !== "supported"
      ? undefined
      : given;
    entries[name] = entryOf(placed, { most, rules, reason: why });
    const what = assertionName(placed);
    return { what, before: known?.verdict, now, rules, reason: why };
  });
  own.claims = { ...own.claims, ...claimsIn(document, { accepted, places }) };
  const keys = new Set(
    accepted.flatMap(({ claim, statement }) =>
      cellsOf(claim, statement).map(cellKey)
    ),
  );
  const cells = measuredCells(document)
    .filter((cell) => keys.has(cellKey(cell)));
  const scores = mergeScores(reviewed.scores, cells);
  return { expectations, scores, changes };
}

/**
 * The evidence on claims, for those that the run has all reviewed assertions of.
 *
 * @param options Which are recorded, and all that was reviewed then.
 */
function claimsIn(
  { claims }: RunDocument,
  { accepted, places }: {
    accepted: readonly PlacedStatement[];
    places: Readonly<Record<string, Readonly<Record<string, Expectation>>>>;
  },
): Record<string, ReviewedClaim> {
  const names = new Set(accepted.map(({ claim }) => claim.name));
  return Object.fromEntries(
    claims.flatMap((claim) => {
      const { name, evidence } = claim;
      if (evidence === undefined || !names.has(name)) return [];
      const isOwn = (assertion: string) => claimOf(assertion) === name;
      if (!hasReviewed([claim], places, isOwn)) return [];
      const { drawn, support, contradiction } = evidence;
      return [[name, {
        drawn,
        support: noMore(support),
        contradiction: noMore(contradiction),
      }]];
    }),
  );
}

/** The assertions that are recorded as reviewed. */
function acceptedOf(
  document: RunDocument,
  { profile, reviewed, filter = "", reason, isAll = false }: AcceptOptions & {
    profile: ReviewName;
  },
): PlacedStatement[] {
  const { claims, review } = reviewRun(document, { profile, reviewed });
  const all = assertionsOf({ ...document, claims });
  const matching = all
    .filter((placed) => statementName(placed).includes(filter));
  if (matching.length === 0) {
    const names = [...new Set(all.map(statementName))];
    const near = didYouMean(filter, names) ||
      didYouMean(filter, all.map(({ claim }) => claim.name));
    throw new UsageError(
      `Cannot accept anything: no assertion of the run has "${filter}" in its ` +
        `name: ${near}there are ${names.join(", ") || "none"}`,
    );
  }
  const { verdicts = {} } = reviewed.expectations[profile] ?? {};
  const isNew = (placed: PlacedStatement) =>
    verdicts[placed.statement.place]?.[statementName(placed)]?.found ===
      undefined;
  // A reason that is given by name is for what is as reviewed, too.
  const isNamed = filter !== "" && reason !== undefined;
  return matching.filter((placed) => {
    const { departure, verdict } = placed.statement;
    return isAll || review?.isChanged || departure !== undefined ||
      isNew(placed) || isNamed && verdict !== "supported";
  });
}

/** An assertion where it is checked. */
function assertionName(placed: PlacedStatement): string {
  return `${statementName(placed)} on ${placed.statement.place}`;
}

/** @throws {UsageError} If it is not supported, and there is no reason. */
function entryOf(
  placed: PlacedStatement,
  { most, rules, reason }: {
    most: number;
    rules: readonly string[];
    reason: string | undefined;
  },
): Expectation {
  const { statement } = placed;
  const { verdict = "inconclusive", role } = statement;
  if (rules.length > 0 && reason === undefined) {
    throw new UsageError(
      `Cannot accept ${assertionName(placed)}: it is decided by another rule ` +
        `than reviewed, ${rules.join("; ")}. Next step: say why with ` +
        '--reason "..."; --filter chooses the assertions that the reason is for',
    );
  }
  if (verdict !== "supported" && reason === undefined) {
    throw new UsageError(
      `Cannot accept ${assertionName(placed)} as ${verdict}: it is not what ` +
        "the paper says. Next step: look at its evidence, and say why with " +
        '--reason "..."; --filter chooses the assertions that the reason is for',
    );
  }
  return {
    verdict,
    ...(reason === undefined ? {} : { reason }),
    ...(role === "control" || role === "extension" ? { role } : {}),
    ...foundIn(statement, most),
  };
}

/** What stood behind a verdict; nothing where no bets decided it. */
function foundIn(
  statement: DocumentStatement,
  most: number,
): Pick<Expectation, "found"> {
  const { evidence, estimate, kind, bound, margin } = statement;
  if (evidence === undefined) return {};
  const isDecided = evidence.state === "decided";
  // Of a fixed number of seeds, fewer may have decided it.
  const seeds = evidence.path.support.length;
  return {
    found: {
      kind,
      ...(bound === undefined ? {} : { bound }),
      ...(margin === undefined ? {} : { margin }),
      isFirm: isDecided && seeds <= most * FIRM_SHARE,
      seeds,
      support: noMore(evidence.support),
      contradiction: noMore(evidence.contradiction),
      isTouching: evidence.isTouching,
      lower: shown(estimate?.lower),
      upper: shown(estimate?.upper),
      firstMean: shown(evidence.firstMean),
    },
  };
}

/** Evidence for a file: rounded, and never to more than there is. */
function noMore(log: number): number | null {
  return Number.isFinite(log) ? Math.floor(log * 1000) / 1000 : null;
}

/** A number for a file, for people. */
function shown(value: number | null | undefined): number | null {
  return value === null || value === undefined
    ? null
    : Number(value.toFixed(4));
}

function requireProfile({ settings }: RunDocument): ProfileName {
  const known = Object.keys(PROFILES) as ProfileName[];
  const found = known.find((name) => name === settings.profile);
  if (found !== undefined) return found;
  const others = (settings.options ?? "")
    .replace(/--(profile|filter|dataset|data|model)[ =]('[^']*'|\S+) */g, "")
    .trim();
  throw new UsageError(
    "Cannot accept this run: it is of no profile, so no later run would be " +
      "compared with it. Next step: name a file to keep its verdicts in, with " +
      "--expect FILE, or run deno task bench without " +
      (others === "" ? "options that change what is trained" : others),
  );
}
