/**
 * Claim (v): the gain comes only with a single majority class and multiple
 * minority classes, not with two majority classes.
 *
 * Both arms in both set-ups, with the same two minority classes.
 */
import { bothArms } from "./study/arms.ts";
import { contrast } from "./study/contrast.ts";
import { claim } from "./study/claim.ts";

/** As for the base claim: a third of the headline. */
const MARGIN = 0.05;

const { cells, gains } = bothArms({
  "one majority": { roles: { majority: 1, minority: 2 } },
  "two majorities": { roles: { majority: 2, minority: 2 } },
});
const [one = [], two = []] = gains.map(({ of }) => of);

export default claim({
  name: "majority",
  sentence:
    "the gain comes with a single majority class and multiple minority " +
    "classes, and not with two majority classes",
  source: "Kocaman, Shir, Bäck 2021, arXiv:2109.09016, abstract, (v)",
  cells,
  assertions: [{
    kind: "greater",
    name: "one",
    says: "mean gain in minority F1 with one majority class > 0",
    of: one,
    bound: 0,
    margin: MARGIN,
  }, {
    kind: "equivalent",
    name: "two",
    says: `mean gain with two majority classes is within ${MARGIN} of 0`,
    of: two,
    margin: MARGIN,
  }, {
    kind: "greater",
    name: "contrast",
    says: "mean gain with one majority class minus that with two > 0",
    of: contrast(one, two),
    bound: 0,
    margin: MARGIN,
  }],
});
