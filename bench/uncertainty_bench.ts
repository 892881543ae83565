/**
 * The layer undermines the softmax output as a measure of uncertainty.
 *
 * The trials of the base claim: how confident each network is where it is
 * right, and how its confidence compares with its accuracy.
 */
import { ARMS, changesOf, valuesOf } from "./study/arms.ts";
import { difference, type MetricName, value } from "./study/contrast.ts";
import { claim } from "./study/claim.ts";

/** Five points of probability: less would change no decision made with them. */
const MARGIN = 0.05;

/** Calibration errors, proper scores, and how well confidence finds errors. */
const CALIBRATION: readonly MetricName[] = [
  "eceEqualWidth",
  "eceEqualMass",
  "brier",
  "logLoss",
  "aurocConfidence",
];

export default claim({
  name: "uncertainty",
  sentence:
    "the layer undermines the softmax output as an uncertainty measure: the " +
    "network becomes under-confident",
  source: "Kocaman, Shir, Bäck 2021, arXiv:2109.09016, abstract",
  cells: ARMS,
  assertions: [{
    kind: "greater",
    name: "less-confident",
    says: "mean fall of the confidence on correctly classified images > 0",
    of: difference(
      { cell: "without", metric: "confidenceCorrect" },
      { cell: "with", metric: "confidenceCorrect" },
    ),
    bound: 0,
    margin: MARGIN,
  }, {
    kind: "greater",
    name: "under-confident",
    says: "mean accuracy minus confidence, with the layer > 0",
    of: value({ cell: "with", metric: "accuracyMinusConfidence" }),
    bound: 0,
    margin: MARGIN,
  }],
  measures: [
    ...valuesOf(CALIBRATION),
    ...changesOf(CALIBRATION),
    ...changesOf(CALIBRATION, "layer-removed"),
  ],
});
