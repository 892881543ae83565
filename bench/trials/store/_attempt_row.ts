/** A row of the table of attempts, and how its damage is seen. */
import { sha256 } from "../sha256.ts";

/** The columns that every row has beside its number, in order. */
export const ATTEMPT_COLUMNS = [
  "key",
  "trial",
  "spec",
  "origin",
  "status",
  "result",
  "checksum",
  "started",
  "ended",
  "host",
] as const;

/**
 * An attempt, as it is kept.
 *
 * @internal
 */
export type AttemptRow = Record<(typeof ATTEMPT_COLUMNS)[number], string>;

/** The checksum of all that a row holds beside it. */
export function checksumOf(row: Omit<AttemptRow, "checksum">): string {
  const held: Partial<AttemptRow> = row;
  const values = ATTEMPT_COLUMNS.filter((column) => column !== "checksum")
    .map((column) => held[column]);
  return sha256(JSON.stringify(values));
}

/** Why a row cannot be used, or nothing. */
export function damageOf(row: AttemptRow): string | undefined {
  return checksumOf(row) === row.checksum
    ? undefined
    : "its checksum does not fit";
}
