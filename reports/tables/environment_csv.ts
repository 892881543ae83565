/** `environment.csv`: what a run was computed with, and from. */
import { toCsv } from "./csv.ts";
import { namesOf, type RowOf, text } from "./field.ts";

/** The columns, in order. */
export const ENVIRONMENT_FIELDS = {
  name: text("what is told", { isRequired: true }),
  value: text("what it is"),
} as const;

/** The fact that runs are put in order by: a time in ISO 8601, in UTC. */
export const RUN_BEGAN = "run began";

/** The names of the columns, in order. */
export const ENVIRONMENT_COLUMNS = namesOf(ENVIRONMENT_FIELDS);

/** A row of `environment.csv`. */
export type EnvironmentRow = RowOf<typeof ENVIRONMENT_FIELDS>;

/**
 * Writes `environment.csv`.
 *
 * @param rows One for each fact.
 * @returns The text of the file.
 */
export function toEnvironmentCsv(rows: readonly EnvironmentRow[]): string {
  return toCsv(ENVIRONMENT_COLUMNS, rows);
}
