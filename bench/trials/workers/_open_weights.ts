/** Opens the published weights that a trial starts from. */
import { PublishedWeights } from "../../../models/weights/published_weights.ts";
import { weightsId } from "../weights_id.ts";
import type { WorkerSource } from "./messages.ts";

/**
 * Opens a file of weights, and makes sure that it is the one that is meant.
 *
 * @param id What the spec calls it.
 * @param source Where it lies.
 * @throws {RangeError} If it is not there, or has another content by now.
 * @throws {SyntaxError} If it is no safetensors file.
 */
export async function openWeights(
  id: string,
  { weights = [] }: Pick<WorkerSource, "weights">,
): Promise<PublishedWeights> {
  const file = weights.find((each) => each.id === id);
  if (file === undefined) {
    const got = weights.map((each) => each.id).join(" and ") || "none";
    throw new RangeError(
      `Cannot train from the weights ${id}: got ${got}. ` +
        "Next step: --weights and the file of this hash",
    );
  }
  const found = await weightsId(file.path);
  if (found !== id) {
    throw new RangeError(
      `Cannot train from ${file.path}: it has changed since the run began, ` +
        `wanted ${id}, got ${found}. Next step: run it again`,
    );
  }
  return new PublishedWeights(file.path);
}
