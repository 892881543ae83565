/** `comparison.csv`: what changed between two runs, a row an assertion. */
import type { ComparedAssertion } from "../../compare_documents.ts";
import { number, type Table, text, whole } from "./table.ts";

/** The file. */
export const COMPARISON: Table<ComparedAssertion> = {
  path: "comparison.csv",
  says: "A row for each assertion and condition that one of two runs has",
  key: ["claim", "assertion", "site", "condition"],
  columns: {
    claim: text("name of the claim", ({ claim }) => claim),
    assertion: text("name of the assertion", ({ assertion }) => assertion),
    site: text("where it was checked, as in claims.csv", ({ site }) => site),
    condition: text(
      "which of several conditions; empty where there is one",
      ({ condition }) => condition,
    ),
    before: text(
      "verdict of the first run; empty where it has none",
      ({ before }) => before,
    ),
    after: text(
      "verdict of the second run; empty where it has none",
      ({ after }) => after,
    ),
    shared: whole(
      "seeds that both runs have",
      ({ shared }) => shared,
      { unit: "seeds" },
    ),
    difference: number(
      "mean of the second run minus that of the first",
      ({ difference }) => difference?.point,
    ),
    lower: number(
      "lower end of its 95 % interval",
      ({ difference }) => difference?.lower,
    ),
    upper: number(
      "upper end of its 95 % interval",
      ({ difference }) => difference?.upper,
    ),
    log_evidence: number(
      "evidence that the mean has changed: natural logarithm of the e-value",
      ({ evidence }) => evidence,
    ),
    beyond_noise: text(
      "whether it is more than two runs of the same thing would differ by",
      ({ isBeyondNoise }) => isBeyondNoise ? "yes" : "no",
      { choices: ["yes", "no"] },
    ),
  },
};
