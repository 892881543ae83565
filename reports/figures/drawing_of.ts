/** How statements are drawn, by their kinds. */
import { kindNamed } from "../../bench/study/kinds/mod.ts";
import type { Drawing } from "./drawing.ts";
import type { DocumentStatement } from "../document.ts";

/**
 * How a statement is drawn.
 *
 * @param statement Its kind says so.
 * @returns Nothing for a statement without a picture, or of a kind that this
 * version does not know.
 */
export function drawingOf(
  statement: Omit<DocumentStatement, "series">,
): Drawing | undefined {
  return kindNamed(statement.kind)?.figure?.(statement);
}
