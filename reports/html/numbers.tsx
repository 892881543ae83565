/** @jsxRuntime automatic @jsxImportSource preact */
/** Estimates as a page shows them. */
import type { VNode } from "preact";
import type { DocumentEstimate } from "../document.ts";
import { decimal } from "../format.ts";

/**
 * An interval, which has no end where none is known, and the estimate in it. The
 * interval is the finding: the estimate of a run that stopped early leans to its
 * verdict.
 */
export function Estimate(
  { estimate, digits, noun = "", anchor }: {
    estimate?: DocumentEstimate | undefined;
    /** Decimals. */
    digits: number;
    /** What the estimate is. @default {it goes without saying} */
    noun?: string | undefined;
    /** Where the values are that it was made of. */
    anchor?: string | undefined;
  },
): VNode {
  if (estimate === undefined) return <span class="quiet">none</span>;
  const { point, lower, upper } = estimate;
  const number = (value: number) =>
    decimal(value, {
      digits: Math.abs(point) >= 10 ? 1 : digits,
      isSigned: true,
    });
  const text = lower === null && upper === null ? "no interval" : (
    <b>
      [{lower === null ? "\u2212\u221e" : number(lower)},{" "}
      {upper === null ? "\u221e" : number(upper)}]
    </b>
  );
  return (
    <span class="n">
      {anchor === undefined ? text : <a href={`#${anchor}`}>{text}</a>}{" "}
      <span class="quiet">{`${noun} ${number(point)}`.trim()}</span>
    </span>
  );
}
