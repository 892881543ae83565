/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** Verdicts for the eye and for the ear: a sign, a word and a colour. */
import type { VNode } from "preact";
import type { Verdict } from "../../statistics/verdict.ts";
import type { DocumentStatement } from "../document.ts";
import { isDeparture } from "../statements.ts";
import { claimVerdict } from "../../statistics/verdict.ts";
import { SIGNS } from "../verdicts.ts";

/** A verdict as a badge. */
export function Badge({ verdict }: { verdict: Verdict }): VNode {
  return (
    <span class={`v ${verdict}`}>
      <span aria-hidden="true">{SIGNS[verdict]}</span> {verdict}
    </span>
  );
}

/** What marks a verdict that is, with all so marked, free of error. */
export function Star(): VNode {
  return (
    <span title="with all starred verdicts, free of error in 19 of 20 choices of seeds">
      {" *"}
    </span>
  );
}

/** The expected verdict of an assertion, and whether it came out. */
export function Expected(
  { verdict, expected }: Pick<DocumentStatement, "verdict" | "expected">,
): VNode {
  if (expected === undefined) return <span class="quiet">none</span>;
  return expected === verdict
    ? <span>{expected}</span>
    : <strong class="departure">{expected}</strong>;
}

/** What was expected of a claim, and how many of its assertions differ. */
export function ExpectedOfClaim(
  { assertions }: { assertions: readonly DocumentStatement[] },
): VNode {
  const known = assertions.filter(({ expected }) => expected !== undefined);
  const others = known.filter(isDeparture);
  const expected = known.length === 0
    ? undefined
    : claimVerdict(known.map(({ expected }) => expected));
  if (others.length === 0) {
    return <Expected verdict={expected} expected={expected} />;
  }
  return (
    <strong class="departure">
      {expected}; {others.length} of {known.length} differ
    </strong>
  );
}
