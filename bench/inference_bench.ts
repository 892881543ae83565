/**
 * Claim (i): the gain stays when the layer is removed at inference.
 *
 * The trials of the base claim; the treated network is used without its layer.
 */
import { difference } from "./assertion.ts";
import { claim } from "./claim.ts";

/** As for the base claim: a third of the headline. */
const MARGIN = 0.05;

export default claim({
  name: "inference",
  sentence:
    "the gain in F1 can still be had after the layer is removed at inference",
  source: "Kocaman, Shir, Bäck 2021, arXiv:2109.09016, abstract, (i)",
  cells: { without: { head: "plain" }, with: { head: "final-batch-norm" } },
  assertions: [{
    name: "kept",
    says: "mean gain in minority F1 with the layer removed > 0",
    of: difference(
      { cell: "with", inference: "layer-removed" },
      { cell: "without" },
    ),
    bound: 0,
    margin: MARGIN,
  }],
  level: 0.95,
});
