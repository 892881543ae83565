/** What a run trains by, in one line for people. */
import { REFERENCE_PROTOCOL } from "../study/claim.ts";
import type { Site } from "../study/site.ts";
import { unusualOf } from "../trials/describe_spec.ts";
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
 *   sites: [],
 * });
 * assertEquals(line, "reference protocol: 10 epochs, 8 to 60 seeds");
 * ```
 */
export function describeProtocol(
  { protocol: { epochs, grid }, seeds: { first, most, isFixed }, sites }: Pick<
    Settings,
    "protocol" | "seeds" | "sites"
  >,
): string {
  const numbers = `${epochs} epoch${epochs === 1 ? "" : "s"}, ` +
    `${isFixed || first === most ? most : `${first} to ${most}`} seeds`;
  if (grid === "thin") {
    return `smoke test: ${numbers}, fewer conditions; --profile standard ` +
      "follows the reference protocol";
  }
  const others = [
    ...(epochs === REFERENCE_PROTOCOL.epochs ? [] : ["epochs"]),
    ...(sites.some(isUnusual) ? ["training"] : []),
  ];
  const but = others.length === 0 ? "" : `, but for ${others.join(" and ")}`;
  return `reference protocol${but}: ${numbers}`;
}

/** Whether the networks of a site are trained in a way of their own. */
function isUnusual(site: Site): boolean {
  return unusualOf({ ...site, head: "plain" }).length > 0;
}
