/**
 * The forms of a classifier's outputs: what its logits mean, and how many of
 * them a network has.
 */

/**
 * The forms, by name.
 *
 * - `softmax`: a logit a class; their softmax gives the probabilities.
 * - `sigmoid`: a logit a class, each on its own: its sigmoid is the probability
 *   of that class against all others, and the largest names the class. These
 *   need not sum to one.
 * - `single-logit`: one logit for two classes: its sigmoid is the probability
 *   of the second.
 */
export const OUTPUTS = ["softmax", "sigmoid", "single-logit"] as const;

/** One of the {@linkcode OUTPUTS}. */
export type Outputs = (typeof OUTPUTS)[number];

/**
 * The number of logits that a network has for its classes.
 *
 * @param outputs The form of the outputs.
 * @param classes How many there are to tell apart.
 * @returns The units of the network's last layer.
 * @throws {RangeError} For one logit and any number of classes but two.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { countLogits } from "./outputs.ts";
 * assertEquals(countLogits("sigmoid", 3), 3);
 * assertEquals(countLogits("single-logit", 2), 1);
 * ```
 */
export function countLogits(outputs: Outputs, classes: number): number {
  if (outputs !== "single-logit") return classes;
  if (classes === 2) return 1;
  throw new RangeError(
    `Cannot tell ${classes} classes apart by a single logit: wanted 2. ` +
      "Next step: choose one majority and one minority class, or other outputs",
  );
}
