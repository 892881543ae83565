/** What a run trains by, in one line for people. */
import { REFERENCE_PROTOCOL } from "../study/claim.ts";
import type { Site } from "../study/site.ts";
import { unusualFields } from "../trials/describe_spec.ts";
import { DRAW_FIELDS } from "../trials/draw_fields.ts";
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
  const others = new Set([
    ...(epochs === REFERENCE_PROTOCOL.epochs ? [] : ["epochs"]),
    ...sites.flatMap(departures),
  ]);
  const but = others.size === 0 ? "" : `, except for ${AND.format(others)}`;
  return `reference protocol${but}: ${numbers}`;
}

/** Lists what differs, such as "epochs, the split of the images and training". */
const AND = new Intl.ListFormat("en-GB");

/** What of a site is not as in the reference protocol, in words for people. */
function departures(site: Site): string[] {
  return unusualFields({ ...site, head: "plain" }).map((name) =>
    name === "apart"
      ? `how the images are split (--apart ${site.apart})`
      : name in DRAW_FIELDS
      ? "which images train"
      : "training"
  ).sort();
}
