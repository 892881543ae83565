/**
 * What the evidence says about a claim. There are three answers and not two
 * because "could not be shown" and "was shown to be false" are different
 * findings, and too few runs must never pass for either.
 *
 * @module
 */

/** The outcome of holding a claim against the evidence. */
export type Verdict = "supported" | "contradicted" | "inconclusive";
