/** @jsxRuntime automatic @jsxImportSource preact */
/** Estimates as a page shows them. */
import type { VNode } from "preact";
import type { DocumentEstimate } from "../document.ts";
import { decimal } from "../format.ts";

/** The level of most intervals: others are told. */
const USUAL_LEVEL = 0.95;

/** An estimate with its interval, which has no end where none is known. */
export function Estimate(
  { estimate, digits, anchor }: {
    estimate?: DocumentEstimate | undefined;
    /** Decimals. */
    digits: number;
    /** Where the values are that it was made of. */
    anchor?: string | undefined;
  },
): VNode {
  if (estimate === undefined) return <span class="quiet">none</span>;
  const { point, lower, upper, level } = estimate;
  const number = (value: number) =>
    decimal(value, {
      digits: Math.abs(point) >= 10 ? 1 : digits,
      isSigned: true,
    });
  const text = <b>{number(point)}</b>;
  const isUsual = Math.abs(level - USUAL_LEVEL) < 1e-9;
  return (
    <span class="n">
      {anchor === undefined ? text : <a href={`#${anchor}`}>{text}</a>}{" "}
      <span class="quiet">
        [{lower === null ? "\u2212\u221e" : number(lower)},{" "}
        {upper === null ? "\u221e" : number(upper)}]
        {isUsual ? "" : ` (${Number((level * 100).toPrecision(4))} %)`}
      </span>
    </span>
  );
}
