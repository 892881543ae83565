/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** Estimates as a page shows them. */
import type { VNode } from "preact";
import type { DocumentEstimate } from "../document.ts";
import { decimal, digitsOf, withUnit } from "../format.ts";

/**
 * An interval, which has no end where none is known, and the estimate in it. The
 * interval is the finding: the estimate of a run that stopped early leans to its
 * verdict.
 */
export function Estimate(
  { estimate, digits, noun = "", anchor, bound, margin, unit }: {
    estimate?:
      | Pick<DocumentEstimate, "point" | "lower" | "upper">
      | undefined;
    /** What its ends are compared with. */
    bound?: number | undefined;
    margin?: number | undefined;
    /** Of its numbers. @default {they are scores} */
    unit?: string | undefined;
    /** Decimals. */
    digits: number;
    /** What the estimate is. @default {it goes without saying} */
    noun?: string | undefined;
    /** Where the values are that it was made of. */
    anchor?: string | undefined;
  },
): VNode {
  if (estimate === undefined) return <span class="quiet">not known</span>;
  const { point, lower, upper } = estimate;
  const of = digitsOf(estimate, { digits, bound, margin });
  const number = (value: number, digits: number) =>
    decimal(value, { digits, isSigned: true });
  const text = lower === null && upper === null ? "no interval" : (
    <b>
      [{lower === null ? "\u2212\u221e" : number(lower, of.lower)},{" "}
      {upper === null ? "\u221e" : number(upper, of.upper)}]
    </b>
  );
  return (
    <span class="n">
      {anchor === undefined ? text : <a href={`#${anchor}`}>{text}</a>}{" "}
      <span class="quiet">
        {withUnit(`${noun} ${number(point, of.point)}`.trim(), unit)}
      </span>
    </span>
  );
}
