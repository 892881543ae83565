/** What of a network is trained. */

/**
 * - `all`: every weight.
 * - `last-layer`: those of the layer that gives the logits, and of the head. The
 *   layers before are as they are at inference: their batch normalization uses
 *   and keeps its moving averages, and nothing is dropped, as in PyTorch after
 *   `eval()`.
 */
export const FINE_TUNES = ["all", "last-layer"] as const;

/** One of the {@linkcode FINE_TUNES}. */
export type FineTune = (typeof FINE_TUNES)[number];
