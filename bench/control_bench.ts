/**
 * The suite itself is honest: where nothing differs there is no gain, what is
 * gained is skill, and normalization is what gains it.
 *
 * A second plain arm with other seeds stands in for a treatment that does
 * nothing; the parts of the layer stand in for the whole.
 */
import { ARMS, GAIN, othersOf } from "./study/arms.ts";
import { contrast, difference, value } from "./study/contrast.ts";
import { claim } from "./study/claim.ts";

/** As for the base claim: a third of the headline. */
const MARGIN = 0.05;

/** The headline: what the suite itself makes must not be mistaken for it. */
const NULL_MARGIN = 0.15;

/** Beyond the seeds of any run: the two copies share nothing. */
const OTHER_SEEDS = 100_000;

const PARTS = othersOf({
  "affine only": { head: "final-affine" },
  "centring only": { head: "final-center" },
  "division only": { head: "final-scale" },
});

export default claim({
  name: "control",
  sentence:
    "the suite is honest: a copy of the plain network gains nothing, the " +
    "layer gains skill, and does so by normalizing",
  source: "ours",
  role: "control",
  cells: {
    ...ARMS,
    "without, other seeds": { ...ARMS.without, seedOffset: OTHER_SEEDS },
    ...PARTS.cells,
  },
  assertions: [{
    kind: "equivalent",
    name: "null",
    says: `mean gain of a copy with other seeds is within ${NULL_MARGIN} of 0`,
    of: difference({ cell: "without, other seeds" }, { cell: "without" }),
    margin: NULL_MARGIN,
  }, {
    kind: "greater",
    name: "skill",
    says: "mean Matthews' correlation with the layer > 0 (guessing has 0)",
    of: value({ cell: "with", metric: "mcc" }),
    bound: 0,
    margin: MARGIN,
  }, {
    kind: "greater",
    name: "placebo",
    says: "mean gain of the layer minus that of its scale and shift alone > 0",
    of: contrast(GAIN, PARTS.gains["affine only"] ?? []),
    bound: 0,
    margin: MARGIN,
  }],
  measures: PARTS.measures,
});
