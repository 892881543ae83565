/** A row of the table of attempts, and how its damage is seen. */
import { createHash } from "node:crypto";
import { trialResult } from "./trial.ts";

/** The columns that every row has, in order. */
export const ATTEMPT_COLUMNS = [
  "key",
  "spec_key",
  "spec",
  "origin",
  "status",
  "result",
  "checksum",
  "started",
  "ended",
  "host",
] as const;

/** An attempt, as it is kept. */
export type AttemptRow = Record<(typeof ATTEMPT_COLUMNS)[number], string>;

/** What the checksum is of: everything that a result stands for. */
export function checksumOf(row: Omit<AttemptRow, "checksum">): string {
  const { key, spec, origin, status, result } = row;
  return createHash("sha256")
    .update(JSON.stringify([key, spec, origin, status, result]))
    .digest("hex");
}

/** Why a row cannot be used, or nothing. */
export function damageOf(row: AttemptRow): string | undefined {
  if (checksumOf(row) !== row.checksum) return "its checksum does not fit";
  const { success } = trialResult.safeParse(JSON.parse(row.result));
  return success ? undefined : "its result is not what a trial's looks like";
}
