/**
 * What the evidence says about a claim. There are three answers and not two
 * because "could not be shown" and "was shown to be false" are different
 * findings, and too few runs must never pass for either.
 *
 * @module
 */

/** The outcomes of holding a claim against the evidence. */
export const VERDICTS = ["supported", "contradicted", "inconclusive"] as const;

/** One of the {@linkcode VERDICTS}. */
export type Verdict = typeof VERDICTS[number];
