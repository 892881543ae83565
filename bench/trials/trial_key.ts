/** What a kept trial is known by: everything that its result depends on. */
import { createHash } from "node:crypto";
import { canonicalSpec, type TrialOrigin, type TrialSpec } from "./trial.ts";

/**
 * The key of a spec alone: the same on every machine, before any data is read.
 *
 * @returns SHA-256 in hexadecimal.
 */
export function specKey(spec: TrialSpec): string {
  return sha256(canonicalSpec(spec));
}

/**
 * The key of a trial: of its spec, data, code and engine. The same key, the
 * same result, to the bit (on a GPU: to what its order of additions leaves).
 *
 * @returns SHA-256 in hexadecimal.
 */
export function trialKey(spec: TrialSpec, origin: TrialOrigin): string {
  const { data, code, engine } = origin;
  const { name, version, device, instructionSet } = engine;
  return sha256(
    JSON.stringify([
      canonicalSpec(spec),
      data,
      code,
      name,
      version,
      device,
      instructionSet,
    ]),
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
