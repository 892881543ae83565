/**
 * The base claim: the layer has a considerable impact.
 *
 * Paired seeds, mean difference of minority F1.
 */
import { ARMS, changesOf, GAIN } from "./study/arms.ts";
import { claim } from "./study/claim.ts";

/**
 * A gain below a third of the headline is not what the paper means by
 * considerable.
 */
const MARGIN = 0.05;

/** The abstract: "a considerable (+15%)" rise of minority classes' F1. */
const HEADLINE = 0.15;

/** The authors' earlier work: minority F1 rose from 0.29 to 0.95. */
const EARLIER = {
  value: 0.66,
  source: "0.29 to 0.95, VGG19 on PlantVillage at 99:1, arXiv:2011.06319",
};

export default claim({
  name: "gain",
  sentence:
    "a batch normalization layer before the softmax raises the F1 of minority " +
    "classes",
  source: "Kocaman, Shir, Bäck 2021, arXiv:2109.09016, abstract",
  cells: ARMS,
  assertions: [{
    kind: "greater",
    name: "positive",
    says: "mean gain in minority F1 > 0",
    of: GAIN,
    bound: 0,
    margin: MARGIN,
    published: EARLIER,
  }, {
    kind: "greater",
    name: "headline",
    says: `mean gain in minority F1 > ${HEADLINE}`,
    of: GAIN,
    bound: HEADLINE,
    margin: 0,
    published: {
      value: HEADLINE,
      source: "the abstract of arXiv:2109.09016",
    },
  }],
  // F1 on a balanced test is high for a network that calls everything rare:
  // these are not.
  measures: changesOf(["minorityAuroc", "balancedAccuracy", "mcc"]),
});
