/**
 * How a statement is drawn. Its kind says so, as `figure` in
 * `bench/study/kinds/`; the page puts drawings of the same shape together.
 */
import type { DocumentStatement } from "../document.ts";

/** A number with its interval and seeds, on an axis with others. */
export interface EstimateDrawing {
  shape: "estimate";
  /** Values that are too small to matter: the axis is shaded there. */
  ignorable?: readonly [number, number] | undefined;
}

/** A curve along the conditions of the statement. */
export interface CurveDrawing {
  shape: "curve";
}

/** How a statement is drawn. */
export type Drawing = EstimateDrawing | CurveDrawing;

/**
 * What a kind declares as its `figure`.
 *
 * @param statement A statement of the kind.
 * @returns How it is drawn; nothing for a statement without a picture.
 */
export type Figure = (
  statement: Omit<DocumentStatement, "series">,
) => Drawing | undefined;
