/**
 * A better network, or a moved threshold?
 *
 * The trials of the base claim. A network that is trained on few rare images
 * may rank them well, and never name them. Then the prior odds of the classes,
 * taken from its logits when it is used, do for nothing what the layer does.
 */
import { ARMS, changesOf, GAIN, valuesIn } from "./study/arms.ts";
import { difference, type MetricName } from "./study/contrast.ts";
import { claim } from "./study/claim.ts";

/** As for the base claim: a third of the headline. */
const MARGIN = 0.05;

/** One more pair of images in 50 that is ranked as it should be. */
const MARGIN_AUROC = 0.02;

/** The plain network, adjusted for how rare its classes were in training. */
const ADJUSTED = { cell: "without", inference: "adjusted" } as const;

/** How far the confidence of each use can be trusted. */
const CALIBRATION: readonly MetricName[] = ["eceEqualWidth", "brier"];

export default claim({
  name: "ranking",
  sentence:
    "the layer makes networks rank better, and does not only move the " +
    "threshold",
  source: "ours",
  role: "extension",
  cells: ARMS,
  assertions: [{
    kind: "greater",
    name: "auroc",
    says: "mean change of the rare classes' AUROC with the layer > 0",
    of: difference(
      { cell: "with", metric: "minorityAuroc" },
      { cell: "without", metric: "minorityAuroc" },
    ),
    bound: 0,
    margin: MARGIN_AUROC,
  }, {
    kind: "greater",
    name: "threshold",
    says: "mean minority F1 with the layer minus that of the plain network " +
      "with post-hoc logit adjustment > 0",
    of: difference({ cell: "with" }, ADJUSTED),
    bound: 0,
    margin: MARGIN,
  }],
  measures: [
    {
      kind: "ratio",
      name: "adjustment-alone",
      says: "gain of the plain network's post-hoc adjustment, as a share of " +
        "the layer's gain",
      of: difference(ADJUSTED, { cell: "without" }),
      to: GAIN,
    },
    ...changesOf(["minorityAveragePrecision", "minorityRecallAtFalseAlarms"]),
    ...valuesIn([{ cell: "without" }, { cell: "with" }], ["minorityAuroc"]),
    ...valuesIn([
      { cell: "without" },
      ADJUSTED,
      { cell: "with" },
      { cell: "with", inference: "layer-removed" },
      { cell: "with", inference: "averages-anew" },
      { cell: "with", inference: "averages-balanced" },
    ], ["minorityF1"]),
    ...valuesIn([{ cell: "without" }, ADJUSTED, { cell: "with" }], CALIBRATION),
  ],
});
