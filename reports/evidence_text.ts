/** Evidence in plain words. */
import { kindNamed } from "../bench/study/kinds/mod.ts";
import { VERDICTS } from "../statistics/verdict.ts";
import type {
  DecidedStatement,
  DocumentClaim,
  DocumentEvidence,
} from "./document.ts";

/** Beyond it, nobody cares for the number. */
const A_LOT = 1e6;

/**
 * Writes evidence as odds.
 *
 * @param log The natural logarithm of an e-value.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { oddsText } from "./evidence_text.ts";
 * assertEquals(oddsText(Math.log(1234)), "1,200 to 1");
 * assertEquals(oddsText(Math.log(1 / 3)), "1 to 3");
 * assertEquals(oddsText(100), "over a million to 1");
 * ```
 */
export function oddsText(log: number): string {
  const odds = Math.exp(Math.abs(log));
  const text = odds > A_LOT
    ? "over a million"
    : Number(odds.toPrecision(2)).toLocaleString("en-US");
  return log >= 0 ? `${text} to 1` : `1 to ${text}`;
}

/** Letters of the longest verdict. */
const LONGEST = Math.max(...VERDICTS.map(({ length }) => length));

/** What of a statement its evidence is told by. */
type Evident = Pick<
  DecidedStatement,
  "verdict" | "evidence" | "kind" | "bound" | "margin"
>;

/**
 * Writes what a verdict has shown: no more than that.
 *
 * @returns Nothing of an open assertion, and of a measure.
 */
export function shownText(
  { kind, verdict, ...statement }: Evident,
): string | undefined {
  return verdict === undefined || verdict === "inconclusive"
    ? undefined
    : kindNamed(kind)?.shown?.(statement)[verdict];
}

/**
 * Writes a verdict with what it has shown in a few characters, such as
 * `"contradicted <0.05"`; of an open assertion, with what is asked: `">0?"`.
 *
 * @returns Nothing of a measure.
 */
export function briefVerdict(
  { kind, verdict, ...statement }: Evident,
): string {
  if (verdict === undefined) return "";
  const brief = kindNamed(kind)?.brief?.(statement);
  if (brief === undefined) return verdict;
  const says = verdict === "inconclusive"
    ? `${brief.supported}?`
    : brief[verdict];
  return `${verdict.padEnd(LONGEST)} ${says}`;
}

/**
 * Writes the evidence of an assertion, such as `"1,200 to 1"`; of an open one
 * the evidence on both sides.
 *
 * @returns Nothing before the first look, and of a measure.
 */
export function evidenceText(
  { verdict, evidence }: Evident,
): string | undefined {
  if (evidence === undefined) return undefined;
  const { support, contradiction } = evidence;
  if (verdict === "supported") return oddsText(support);
  if (verdict === "contradicted") return oddsText(contradiction);
  return bothSidesText(evidence);
}

/** Odds that are printed as "1 to 1" or less are none. */
const NONE = Math.log(1.05);

/**
 * Writes the evidence on both sides of an assertion.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { bothSidesText } from "./evidence_text.ts";
 * const evidence = { support: Math.log(7), contradiction: Math.log(1 / 7) };
 * assertEquals(bothSidesText(evidence), "7 to 1 for it, none against it");
 * ```
 */
export function bothSidesText(
  { support, contradiction }: Pick<
    DocumentEvidence,
    "support" | "contradiction"
  >,
): string {
  const sides = [support, contradiction].map((log) =>
    log < NONE ? "none" : oddsText(log)
  );
  return sides.every((side) => side === "none")
    ? "none for it or against it"
    : `${sides[0]} for it, ${sides[1]} against it`;
}

/**
 * Writes why a claim is open although its assertions are not.
 *
 * @returns Nothing of other claims.
 */
export function openClaimText(
  { verdict, evidence }: Pick<DocumentClaim, "verdict" | "evidence">,
): string | undefined {
  if (evidence === undefined || verdict === evidence.drawn) return undefined;
  const { drawn, support, contradiction, bar, isGoingOn } = evidence;
  const odds = oddsText(drawn === "supported" ? support : contradiction);
  return `its assertions say ${drawn}, ${odds}; a claim takes ` +
    oddsText(Math.log(bar)) +
    (isGoingOn ? ", and the run was stopped before" : "");
}
