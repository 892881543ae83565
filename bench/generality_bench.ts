/**
 * Claim (iv): the effect is reproducible on other data sets and with much
 * simpler nets.
 *
 * The gain at each site of the run, and its mean over them.
 */
import { ARMS, GAIN } from "./study/arms.ts";
import { claim } from "./study/claim.ts";

/** As for the base claim: a third of the headline. */
const MARGIN = 0.05;

export default claim({
  name: "generality",
  sentence:
    "the gain is reproducible on other data sets and with much simpler nets",
  source: "Kocaman, Shir, Bäck 2021, arXiv:2109.09016, abstract, (iv)",
  cells: ARMS,
  assertions: [{
    kind: "greater",
    name: "here",
    says: "mean gain in minority F1 > 0",
    of: GAIN,
    bound: 0,
    margin: MARGIN,
  }, {
    kind: "pooled",
    name: "pooled",
    says: "mean gain in minority F1 over data sets and networks > 0",
    of: GAIN,
    bound: 0,
    margin: MARGIN,
  }],
});
