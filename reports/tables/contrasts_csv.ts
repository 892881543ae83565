/**
 * `contrasts.csv`: the numbers that the statistics saw, a row for each
 * statement, condition and seed, with the scores that they were made of.
 */
import { toCsv } from "./csv.ts";
import { namesOf, number, type RowOf, text, whole } from "./field.ts";

/** Every row has it. */
const ALWAYS = { isRequired: true };

/** The columns, in order. */
export const CONTRAST_FIELDS = {
  claim: text("name of the claim", ALWAYS),
  assertion: text("name of the assertion, or of the measure", ALWAYS),
  site: text("where it was checked, as in claims.csv", ALWAYS),
  condition: text("which of several conditions; empty where there is one"),
  seed: whole("the seed of the study", ALWAYS),
  value: number("the sum of its scores by their weights; empty if one failed"),
  cells: text("what was trained for each score; a list"),
  weights: text("the weight of each score; a list"),
  metrics: text(
    "what each score is: a column of trials.csv, or the epoch after which " +
      "one reached a value; a list",
  ),
  inferences: text("how the network was used for each score; a list"),
  epochs: text("the epoch after which each score was taken; a list"),
  scores: text("the scores; a list"),
  trials: text("the trial of each score, as in trials.csv; a list"),
} as const;

/** The names of the columns, in order. */
export const CONTRAST_COLUMNS = namesOf(CONTRAST_FIELDS);

/** A row of `contrasts.csv`. */
export type ContrastRow = RowOf<typeof CONTRAST_FIELDS>;

/**
 * Writes `contrasts.csv`.
 *
 * @param rows One for each statement, condition and seed.
 * @returns The text of the file.
 */
export function toContrastsCsv(rows: readonly ContrastRow[]): string {
  return toCsv(CONTRAST_COLUMNS, rows);
}
