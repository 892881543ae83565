/** What a kept result is known by: everything that it depends on. */
import { sha256 } from "./sha256.ts";
import type { Trial, TrialOrigin } from "./trial.ts";

/**
 * The key of a trial's result: of its spec, data, code and engine. The same key
 * means the same result, to the bit (on a GPU: except for its order of
 * additions).
 *
 * @returns SHA-256 in hexadecimal.
 */
export function resultKey(
  { key }: Pick<Trial, "key">,
  { data, code, engine }: TrialOrigin,
): string {
  const { name, version, device, instructionSet } = engine;
  return sha256(
    JSON.stringify([key, data, code, name, version, device, instructionSet]),
  );
}
