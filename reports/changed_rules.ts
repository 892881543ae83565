/** Of two runs, which assertions were not decided by the same rules. */
import type { DocumentStatement, RunDocument } from "./document.ts";
import { assertionsOf, statementName } from "./statements.ts";

/** What decides a verdict beside the numbers. */
export const RULES = ["kind", "bound", "margin"] as const;

/** A rule that is another in the second run. */
export interface ChangedRule {
  /** Such as `"gain/headline on leaves small-cnn"`. */
  assertion: string;
  rule: (typeof RULES)[number];
  before: string;
  after: string;
}

/**
 * Finds rules that changed: a verdict may be another because of them, with the
 * same trials.
 *
 * @returns A record for each rule of each assertion that both runs decide, in
 * the order of the second.
 */
export function changedRules(
  before: RunDocument,
  after: RunDocument,
): ChangedRule[] {
  const old = namedAssertions(before);
  return [...namedAssertions(after)].flatMap(([assertion, now]) => {
    const then = old.get(assertion);
    if (then === undefined) return [];
    return changesOf(then, now).map((change) => ({ assertion, ...change }));
  });
}

/** The rules of an assertion that are others in a later run. */
export function changesOf(
  then: Pick<DocumentStatement, (typeof RULES)[number]>,
  now: Pick<DocumentStatement, (typeof RULES)[number]>,
): Omit<ChangedRule, "assertion">[] {
  return RULES.filter((rule) => now[rule] !== then[rule]).map((rule) => ({
    rule,
    before: String(then[rule] ?? "none"),
    after: String(now[rule] ?? "none"),
  }));
}

function namedAssertions(document: RunDocument) {
  return new Map(
    assertionsOf(document).map((placed) => [
      `${statementName(placed)} on ${placed.statement.place}`,
      placed.statement,
    ]),
  );
}
