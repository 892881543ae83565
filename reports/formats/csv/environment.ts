/** `environment.csv`: what a run was computed with, and from. */
import type { RunFact } from "../../run_facts.ts";
import { type Table, text } from "./table.ts";

/** The file. */
export const ENVIRONMENT: Table<RunFact> = {
  path: "environment.csv",
  says: "What the run was computed with, and from: a row for each fact",
  key: ["name"],
  columns: {
    name: text("what is told", ({ name }) => name, { isRequired: true }),
    value: text("what it is", ({ value }) => value),
  },
};
