/** Colours with a meaning, which the page gives for light and for dark. */
import type { Term } from "../report_model.ts";

/**
 * The colour of an arm: one for the layer, one for the network without it, one
 * for the layer removed after training, one for whatever else is compared.
 *
 * @param term The cell, and how it was used.
 */
export function colourOf(
  { cell, inference }: Pick<Term, "cell" | "inference">,
): string {
  if (inference === "layer-removed") return "var(--removed)";
  if (/^without\b/.test(cell)) return "var(--without)";
  return /^with\b/.test(cell) ? "var(--with)" : "var(--other)";
}
