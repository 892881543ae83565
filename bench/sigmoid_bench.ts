/**
 * Claim (vi): with sigmoid activation the layer has almost no impact.
 *
 * Both arms under binary cross-entropy: an output a class, and a single logit
 * for two classes; beside them the softmax of the base claim.
 */
import { bothArms } from "./study/arms.ts";
import { contrast } from "./study/contrast.ts";
import { claim } from "./study/claim.ts";

/** As for the base claim: a third of the headline is "almost no impact". */
const MARGIN = 0.05;

const { cells, gains } = bothArms({
  "softmax": {},
  "sigmoid": { outputs: "sigmoid" },
  "single logit": { outputs: "single-logit" },
});
const [softmax = [], sigmoid = [], single = []] = gains.map(({ of }) => of);

export default claim({
  name: "sigmoid",
  sentence: "with sigmoid activation the layer has almost no impact",
  source: "Kocaman, Shir, Bäck 2021, arXiv:2109.09016, abstract, (vi)",
  cells,
  assertions: [{
    kind: "equivalent",
    name: "per-class",
    says: `mean gain with a sigmoid a class is within ${MARGIN} of 0`,
    of: sigmoid,
    margin: MARGIN,
  }, {
    kind: "equivalent",
    name: "single-logit",
    says: `mean gain with a single logit is within ${MARGIN} of 0`,
    of: single,
    margin: MARGIN,
  }, {
    kind: "greater",
    name: "contrast",
    says: "mean gain under softmax minus that under sigmoid > 0",
    of: contrast(softmax, sigmoid),
    bound: 0,
    margin: MARGIN,
  }],
  measures: [{
    kind: "mean",
    name: "contrast-single-logit",
    says: "gain under softmax minus that under a single logit",
    of: contrast(softmax, single),
  }],
});
