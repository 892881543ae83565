/** What an option comes to at the class shares of the use. */
import { metricsAtShares } from "../../models/metrics/metrics_at_shares.ts";
import { meanOf } from "../mean_of.ts";

/** Of the rare classes; means over them. */
export interface InUse {
  precision: number;
  recall: number;
  f1: number;
}

/**
 * Computes precision and F1 from the mean rates of all trainings.
 *
 * The mean of each training's own precision would not do: one that raises no
 * false alarm on a few test images counts as 1 there, and the mean contradicts
 * the false alarms beside it.
 *
 * @param confusion `confusion[true class][named class]`: mean shares of the true
 * class, common classes first.
 * @param options How frequent the classes are, and how many of them are common.
 */
export function inUseOf(
  confusion: readonly (readonly number[])[],
  { shares, common }: { shares: readonly number[]; common: number },
): InUse {
  const rare = metricsAtShares(confusion, shares).slice(common);
  const mean = (name: keyof InUse) => meanOf(rare.map((each) => each[name]));
  return {
    precision: mean("precision"),
    recall: mean("recall"),
    f1: mean("f1"),
  };
}
