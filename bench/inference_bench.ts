/**
 * Claim (i): the gain stays when the layer is removed at inference.
 *
 * The trials of the base claim; the treated network is used without its layer.
 */
import { ARMS, changesOf, GAIN } from "./study/arms.ts";
import { difference } from "./study/contrast.ts";
import { claim } from "./study/claim.ts";

/** As for the base claim: a third of the headline. */
const MARGIN = 0.05;

const KEPT = difference(
  { cell: "with", inference: "layer-removed" },
  { cell: "without" },
);

export default claim({
  name: "inference",
  sentence: "the gain in F1 stays when the layer is removed at inference",
  source: "Kocaman, Shir, Bäck 2021, arXiv:2109.09016, abstract, (i)",
  cells: ARMS,
  assertions: [{
    kind: "greater",
    name: "kept",
    says: "mean gain in minority F1 with the layer removed > 0",
    of: KEPT,
    bound: 0,
    margin: MARGIN,
  }],
  measures: [
    {
      kind: "ratio",
      name: "retained",
      says: "gain with the layer removed, as a share of the gain",
      of: KEPT,
      to: GAIN,
    },
    ...changesOf(["minorityAuroc", "balancedAccuracy", "mcc"], "layer-removed"),
  ],
});
