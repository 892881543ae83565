/** Trials that differ in their seed alone, and their places on the page. */
import { groupOf } from "../../bench/trials/describe_spec.ts";
import type { DocumentTrial } from "../document.ts";

/** Trials that differ in their seed alone. */
export interface TrialGroup {
  anchor: string;
  trials: DocumentTrial[];
}

/**
 * Sorts trials into groups that have a place on the page.
 *
 * @param trials In the order of the run.
 */
export function trialGroups(trials: readonly DocumentTrial[]): TrialGroup[] {
  const groups = Map.groupBy(trials, ({ result }) => groupOf(result.spec));
  return [...groups.values()].map((own, at) => ({
    anchor: `g${at}`,
    trials: own,
  }));
}
