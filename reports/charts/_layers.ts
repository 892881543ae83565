/** Parts that charts share: axes of numbers, and marks on them. */

/** Numbers of an axis with their signs, but for 0. */
const SIGNED = "datum.value === 0 ? '0' : format(datum.value, '+~g')";

/** How an axis of numbers looks. */
export interface NumberAxis {
  title: string | null;
  /** The ends of the axis. @default {Vega's choice, with 0} */
  domain?: readonly [number, number];
  /** Whether numbers carry their signs. @default {false} */
  isSigned?: boolean;
  /** About how many numbers there are. @default {5} */
  ticks?: number;
  /** @default {true} */
  hasGrid?: boolean;
}

/**
 * Encodes a field as a position on an axis of numbers.
 *
 * @param field The field of the rows.
 * @param axis How the axis looks.
 */
export function numbers(field: string, axis: NumberAxis) {
  const { title, domain, isSigned = false, ticks = 5, hasGrid = true } = axis;
  return {
    field,
    type: "quantitative" as const,
    scale: domain === undefined
      ? { zero: true }
      : { domain: [...domain], nice: false, clamp: true },
    axis: {
      title,
      tickCount: ticks,
      grid: hasGrid,
      labelExpr: isSigned ? SIGNED : "datum.label",
    },
  };
}

/** Encodes a field whose values are colours, shapes or sizes as they are. */
export function asIs<Type extends "nominal" | "quantitative">(
  field: string,
  type: Type,
) {
  return { field, type, scale: null };
}

/** A layer with a line across the chart at 0 of its vertical axis. */
export function zeroLine(axis: NumberAxis) {
  return {
    mark: { type: "rule" as const, color: "var(--quiet)" },
    data: { values: [{ zero: 0 }] },
    encoding: { y: numbers("zero", axis) },
  };
}
