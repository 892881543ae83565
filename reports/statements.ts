/** What is asked of the statements of a run document, in every report. */
import type {
  DecidedStatement,
  DocumentClaim,
  DocumentStatement,
  LeftOut,
  RunDocument,
} from "./document.ts";
import type { Verdict } from "../statistics/verdict.ts";

/** A statement with its claim. */
export interface PlacedStatement {
  claim: DocumentClaim;
  statement: DocumentStatement;
}

/** All statements of a run, in its order. */
export function statementsOf({ claims }: RunDocument): PlacedStatement[] {
  return claims.flatMap((claim) =>
    claim.statements.map((statement) => ({ claim, statement }))
  );
}

/** The statements that a verdict was reached on: no measures. */
export function assertionsOf(document: RunDocument): PlacedStatement[] {
  return statementsOf(document)
    .filter(({ statement }) => statement.verdict !== undefined);
}

/**
 * The assertion that a claim's verdict goes by: the one that is contradicted, else
 * the one that is open, else the one with the least evidence.
 *
 * @param assertions Of one claim, at least one.
 */
export function decidingAssertion(
  assertions: readonly DocumentStatement[],
): DocumentStatement {
  const supportOf = ({ evidence }: DocumentStatement) =>
    evidence?.support ?? -Infinity;
  const [weakest] = assertions.toSorted((a, b) =>
    DECIDING.indexOf(a.verdict ?? "inconclusive") -
      DECIDING.indexOf(b.verdict ?? "inconclusive") ||
    (supportOf(a) < supportOf(b) ? -1 : 1)
  );
  return weakest!;
}

/** Verdicts of assertions, the one that decides a claim first. */
const DECIDING: readonly Verdict[] = [
  "contradicted",
  "inconclusive",
  "supported",
];

/** Whether a verdict is another than the expected one. */
export function isDeparture(
  { verdict, expected }: Pick<DecidedStatement, "verdict" | "expected">,
): boolean {
  return expected !== undefined && verdict !== expected;
}

/** Whether a verdict says that the expected one is wrong. */
export function isOpposite(
  { verdict, expected }: Pick<DecidedStatement, "verdict" | "expected">,
): boolean {
  return isDeparture({ verdict, expected }) &&
    verdict !== "inconclusive" && expected !== "inconclusive";
}

/**
 * Whether it fails the run: what is no matter of chance, and a verdict that is
 * lost, unless fresh seeds found it again.
 */
export function isAlarm({ departure, again }: DecidedStatement): boolean {
  switch (departure?.check) {
    case "rules":
    case "opposite":
      return true;
    case "lost":
      return again?.isDeparture !== false;
    default:
      return false;
  }
}

/** What fresh seeds said of a departure, as a statement; nothing if not tried. */
export function statementAgain(
  statement: DecidedStatement,
): DecidedStatement | undefined {
  const { again } = statement;
  if (again === undefined) return undefined;
  const { firstSeed: _, isDeparture: __, ...found } = again;
  return { ...statement, evidence: undefined, again: undefined, ...found };
}

/** The name of a statement in its run, such as `"gain/positive"`. */
export function statementName({ claim, statement }: {
  claim: Pick<DocumentClaim, "name">;
  statement: Pick<DocumentStatement, "name">;
}): string {
  return `${claim.name}/${statement.name}`;
}

/** What could not be checked, in a line for each claim, and the first reason. */
export function leftOutLines(leftOut: readonly LeftOut[]): string[] {
  return [...Map.groupBy(leftOut, ({ claim }) => claim).values()]
    .map(([first, ...others]) =>
      leftOutLine(first as LeftOut) +
      (others.length === 0 ? "" : `; and ${others.length} more of this claim`)
    );
}

/** What could not be checked, in one line. */
export function leftOutLine({ claim, site, reason }: LeftOut): string {
  return `${claim} ${
    site === undefined ? "over all" : `on ${site}`
  }: ${reason}`;
}
