/**
 * The base claim: the layer has a considerable impact.
 *
 * Paired seeds, mean difference of minority F1.
 */
import { difference } from "./assertion.ts";
import { claim } from "./claim.ts";

/**
 * A gain below a third of the headline is not what the paper means by
 * considerable.
 */
const MARGIN = 0.05;

/** The abstract: "a considerable (+15%)" rise of minority classes' F1. */
const HEADLINE = 0.15;

const GAIN = difference({ cell: "with" }, { cell: "without" });

export default claim({
  name: "gain",
  sentence:
    "a batch normalization layer before the softmax raises the F1 of minority " +
    "classes",
  source: "Kocaman, Shir, Bäck 2021, arXiv:2109.09016, abstract",
  cells: { without: { head: "plain" }, with: { head: "final-batch-norm" } },
  assertions: [{
    name: "positive",
    says: "mean gain in minority F1 > 0",
    of: GAIN,
    bound: 0,
    margin: MARGIN,
  }, {
    name: "headline",
    says: `mean gain in minority F1 > ${HEADLINE}`,
    of: GAIN,
    bound: HEADLINE,
    margin: 0,
  }],
  level: 0.95,
});
