/** What a network is called that is used in some way. */
import {
  type Inference,
  INFERENCES,
} from "../../models/training/inferences.ts";

/**
 * The name of a network, and of how it is used, if it is not as it was trained.
 *
 * @param network Such as `"with"`.
 * @param inference One of the {@linkcode INFERENCES}, or of those of another
 * version.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { useTitle } from "./use_title.ts";
 * assertEquals(useTitle("with", "as-trained"), "with");
 * assertEquals(useTitle("with", "layer-removed"), "with, layer removed");
 * ```
 */
export function useTitle(network: string, inference: string): string {
  if (inference === "as-trained") return network;
  const { says } = INFERENCES[inference as Inference] ?? { says: inference };
  return `${network}, ${says}`;
}
