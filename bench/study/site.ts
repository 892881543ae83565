/** Where a claim is checked: a data set, its draw, and how networks train. */
import { describeSpecs } from "../trials/describe_spec.ts";
import type { TrialSpec } from "../trials/trial.ts";

/** A data set with its roles and counts, and a network with its training. */
export interface Site extends Omit<TrialSpec, "seed"> {
  /** All classes of the data set. */
  classes: readonly string[];
  /** Whether only the claims that pool several sites are checked here. */
  isPooledOnly: boolean;
}

/** A name that no two sites of a profile share, such as `"leaves small-cnn"`. */
export function siteName({ dataset, model }: Site): string {
  return `${dataset} ${model}`;
}

/** A site in one line, with what is not as in the reference protocol. */
export function describeSite(site: Site): string {
  return describeSpecs([{ ...site, head: "final-batch-norm" }]);
}
