/** What a run trains by, in one line for people. */
import { REFERENCE_PROTOCOL } from "../study/claim.ts";
import type { Settings } from "./settings/settings.ts";

/**
 * Describes the protocol of a run, so that nobody takes the numbers of a smoke
 * test for those of the protocol.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { describeProtocol } from "./describe_protocol.ts";
 * const line = describeProtocol({
 *   protocol: { epochs: 10, grid: "full" },
 *   seeds: { first: 8, step: 2, most: 60, isFixed: false },
 * });
 * assertEquals(line, "reference protocol: 10 epochs, 8 to 60 seeds");
 * ```
 */
export function describeProtocol(
  { protocol: { epochs, grid }, seeds: { first, most, isFixed } }: Pick<
    Settings,
    "protocol" | "seeds"
  >,
): string {
  const numbers = `${epochs} epoch${epochs === 1 ? "" : "s"}, ` +
    `${isFixed || first === most ? most : `${first} to ${most}`} seeds`;
  if (grid === "thin") {
    return `smoke test: ${numbers}, fewer conditions; --profile standard ` +
      "follows the reference protocol";
  }
  const isReference = epochs === REFERENCE_PROTOCOL.epochs;
  return `reference protocol${isReference ? "" : ", but for epochs"}: ` +
    numbers;
}
