/**
 * The layer undermines the softmax output as a measure of uncertainty.
 *
 * The trials of the base claim: how confident each network is where it is
 * right, and how its confidence compares with its accuracy.
 */
import { difference, value } from "./assertion.ts";
import { claim } from "./claim.ts";

/** Five points of probability: less would change no decision made with them. */
const MARGIN = 0.05;

export default claim({
  name: "uncertainty",
  sentence:
    "the layer undermines the softmax output as an uncertainty measure: the " +
    "network becomes under-confident",
  source: "Kocaman, Shir, Bäck 2021, arXiv:2109.09016, abstract",
  cells: { without: { head: "plain" }, with: { head: "final-batch-norm" } },
  assertions: [{
    name: "less-confident",
    says: "mean fall of the confidence on rightly classified images > 0",
    of: difference(
      { cell: "without", metric: "confidenceCorrect" },
      { cell: "with", metric: "confidenceCorrect" },
    ),
    bound: 0,
    margin: MARGIN,
  }, {
    name: "under-confident",
    says: "mean accuracy less confidence, with the layer > 0",
    of: value({ cell: "with", metric: "accuracyMinusConfidence" }),
    bound: 0,
    margin: MARGIN,
  }],
  level: 0.95,
});
