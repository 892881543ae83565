/** `claims.csv`: a row for each assertion, and each measure, of each claim. */
import type { Verdict } from "../../statistics/verdict.ts";
import { toCsv } from "./csv.ts";
import {
  namesOf,
  number,
  type NumberField,
  type RowOf,
  text,
  type TextField,
  whole,
} from "./field.ts";

/** Every row has it. */
const ALWAYS = { isRequired: true };

/** What an assertion can come to. */
const VERDICTS = { choices: ["supported", "contradicted", "inconclusive"] };

/**
 * Columns of text, and of numbers: spelled out, for who imports them.
 *
 * @internal
 */
type ClaimFields =
  & Readonly<
    Record<
      | "profile"
      | "claim"
      | "assertion"
      | "role"
      | "kind"
      | "sentence"
      | "source"
      | "says"
      | "site"
      | "dataset"
      | "model"
      | "majority"
      | "minority"
      | "verdict"
      | "expected"
      | "detail"
      | "reason"
      | "peak_set"
      | "again_verdict",
      TextField
    >
  >
  & Readonly<
    Record<
      | "majority_count"
      | "minority_count"
      | "estimate"
      | "lower"
      | "upper"
      | "level"
      | "p"
      | "p_holm"
      | "family"
      | "bound"
      | "margin"
      | "seeds"
      | "failed"
      | "again_first_seed"
      | "again_estimate"
      | "again_lower"
      | "again_upper"
      | "again_p_holm",
      NumberField
    >
  >;

/** The columns, in order. */
export const CLAIM_FIELDS: ClaimFields = {
  profile: text("the profile of the run, if it was one"),
  claim: text("name of the claim", ALWAYS),
  assertion: text("name of the assertion, or of the measure", ALWAYS),
  role: text("what the row is for", {
    choices: ["primary", "control", "extension", "reported"],
  }),
  kind: text("how it is decided, or measured"),
  sentence: text("what the claim says"),
  source: text("where it says so"),
  says: text("what is asserted, or measured"),
  site: text("where it was checked: data set and network"),
  dataset: text("name of the data set; a list"),
  model: text("the network; a list"),
  majority: text("classes that are common in training; a list"),
  minority: text("classes that are rare in training; a list"),
  majority_count: whole("training images of each majority class", {
    unit: "images",
  }),
  minority_count: whole("training images of each minority class", {
    unit: "images",
  }),
  estimate: number("what was measured, in the unit of the assertion"),
  lower: number("lower end of its interval; empty where it has none"),
  upper: number("upper end of its interval; empty where it has none"),
  level: number("level of the interval", { unit: "share, 0 to 1" }),
  p: number("p-value, not adjusted", { unit: "share, 0 to 1" }),
  p_holm: number("p-value, adjusted over the run", { unit: "share, 0 to 1" }),
  family: whole("assertions that share the level of the run"),
  bound: number("what the estimate is asserted to exceed"),
  margin: number("smallest difference of practical interest"),
  seeds: whole("trainings of each cell", { unit: "seeds" }),
  failed: whole("of these, without a result", { unit: "seeds" }),
  verdict: text("what came out; empty for what is only measured", VERDICTS),
  expected: text("the verdict that was reviewed", VERDICTS),
  detail: text("what else is to be known"),
  reason: text("why nothing was decided, or could be supported"),
  peak_set: text("conditions at which the peak may be; a list"),
  again_first_seed: whole("first of the fresh seeds that a departure got"),
  again_estimate: number("what they measured"),
  again_lower: number("lower end of its interval; empty where it has none"),
  again_upper: number("upper end of its interval; empty where it has none"),
  again_p_holm: number("their p-value, adjusted over the run", {
    unit: "share, 0 to 1",
  }),
  again_verdict: text("what came out of them", VERDICTS),
};

/** The names of the columns, in order. */
export const CLAIM_COLUMNS: readonly (keyof ClaimFields)[] = namesOf(
  CLAIM_FIELDS,
);

/** A row of `claims.csv`. */
export type ClaimRow =
  & Omit<RowOf<ClaimFields>, "claim" | "assertion" | "verdict">
  & { claim: string; assertion: string; verdict: Verdict | undefined };

/**
 * Writes `claims.csv`.
 *
 * @param rows One for each assertion, and each measure.
 * @returns The text of the file.
 */
export function toClaimsCsv(rows: readonly ClaimRow[]): string {
  return toCsv(CLAIM_COLUMNS, rows);
}
