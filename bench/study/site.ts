/** Where a claim is checked: a data set, its draw, and how networks train. */
import { describeSpecs } from "../trials/describe_spec.ts";
import type { TrialSpec } from "../trials/trial.ts";

/** A data set with its roles and counts, and a network with its training. */
export interface Site extends Omit<TrialSpec, "seed"> {
  /** All classes of the data set. */
  classes: readonly string[];
  /** Whether only the claims that pool several sites are checked here. */
  isPooledOnly: boolean;
  /**
   * Where a data set and a network are trained in another way as well: what tells
   * this site from the first, and which claims are checked here.
   */
  second?: Second;
}

/** A second way of training, and what it is for. */
export interface Second {
  /** In a word, such as `"fine-tuned"`. */
  readonly name: string;
  /** The names of the claims that are checked there. */
  readonly claims: readonly string[];
}

/** A name that no two sites of a profile share, such as `"leaves small-cnn"`. */
export function siteName({ dataset, model, second }: Site): string {
  const name = `${dataset} ${model}`;
  return second === undefined ? name : `${name} ${second.name}`;
}

/** Whether a claim is checked at a site, if it is about so few sites. */
export function takesClaim(
  { isPooledOnly, second }: Pick<Site, "isPooledOnly" | "second">,
  claim: { name: string; leastSites: number },
): boolean {
  if (isPooledOnly && claim.leastSites === 1) return false;
  return second === undefined || second.claims.includes(claim.name);
}

/** A site in one line, with what is not as in the reference protocol. */
export function describeSite(site: Site): string {
  return describeSpecs([{ ...site, head: "final-batch-norm" }]);
}
