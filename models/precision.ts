/** The numbers that products of matrices and convolutions are computed in. */
export const PRECISIONS = ["f32", "bf16"] as const;

/** One of the {@linkcode PRECISIONS}. */
export type Precision = (typeof PRECISIONS)[number];
