/** What reports say of verdicts where there is no room for the word. */
import type { Verdict } from "../statistics/verdict.ts";

/** What stands for a verdict where there is no room for the word. */
export const SIGNS: Readonly<Record<Verdict, string>> = {
  supported: "\u2713",
  contradicted: "\u2717",
  inconclusive: "?",
};
