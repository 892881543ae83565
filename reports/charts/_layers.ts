/** Parts that charts share: layers, and axes of numbers. */
import type { TopLevelSpec } from "vega-lite";

/** A layer of a chart. */
export type Layer = Extract<TopLevelSpec, { layer: unknown }>["layer"][number];

/** A layer that is not made of others. */
type Unit = Extract<Layer, { mark: unknown }>;

/** What else there is to say of a layer. */
interface LayerOptions {
  /** Its rows. @default {those of the chart} */
  values?: readonly object[];
  /** The rows that are drawn: an expression of Vega. @default {all} */
  filter?: string;
}

/**
 * A layer of marks of one kind.
 *
 * @param mark How they look.
 * @param encoding What decides where each is.
 * @param options Its rows, where they are not those of the chart.
 */
export function layer(
  mark: Unit["mark"],
  encoding: NonNullable<Unit["encoding"]>,
  { values, filter }: LayerOptions = {},
): Layer {
  return {
    mark,
    encoding,
    ...(values === undefined ? {} : { data: { values: [...values] } }),
    ...(filter === undefined ? {} : { transform: [{ filter }] }),
  };
}

/** Numbers of an axis with their signs, except for 0. */
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
export function asIs(field: string) {
  return { field, type: "nominal" as const, scale: null };
}

/**
 * A line across the chart at a value of its vertical axis; dashed, but at 0.
 */
export function lineAt(value: number, axis: NumberAxis): Layer {
  const dash = value === 0 ? {} : { strokeDash: [4, 3] };
  return layer(
    { type: "rule", color: "var(--quiet)", ...dash },
    { y: numbers("at", axis) },
    { values: [{ at: value }] },
  );
}

/** Encodes a field as a position in pixels from the top. */
export function pixels(field: string, height: number) {
  return {
    field,
    type: "quantitative" as const,
    axis: null,
    scale: { domain: [0, height], reverse: true, nice: false, zero: false },
  };
}

/**
 * Words at a place, in pixels from the corner at the top left of the axes. Vega
 * takes them for wider than they are: the chart has to fix its own size.
 */
export function words(
  text: string,
  { x, y, ...look }: {
    x: number;
    y: number;
    color?: string;
    fontWeight?: 600;
  },
): Layer {
  return layer(
    { type: "text", align: "left", fontSize: 11, ...look },
    { x: { value: x }, y: { value: y }, text: { value: text } },
    { values: [{}] },
  );
}
