/**
 * Claim (ii): there is an imbalance ratio at which the gain peaks.
 *
 * Both arms at a grid of minority counts; the draws of a seed are nested. The
 * ends are the least and the most of these counts that the data can give.
 */
import { along, bothArms } from "./study/arms.ts";
import { claim, type Protocol } from "./study/claim.ts";

/** As for the base claim: a third of the headline. */
const MARGIN = 0.05;

/** Minority images, from all but none to as many as of the majority. */
const COUNTS = [2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** Every other of them: the ends, and the base claim's 10 between them. */
const FEW_COUNTS = [2, 10, 50, 200, 1000];

export default ({ grid }: Protocol) => {
  const counts = grid === "full" ? COUNTS : FEW_COUNTS;
  const { cells, gains } = bothArms(
    along("minorityCount", counts, (count) => `${count} rare`),
  );
  return claim({
    name: "threshold",
    sentence:
      "there is an imbalance ratio at which the gain peaks: with less and with " +
      "more imbalance, it is smaller",
    source: "Kocaman, Shir, Bäck 2021, arXiv:2109.09016, abstract, (ii)",
    cells,
    assertions: [{
      kind: "peak",
      name: "peak-inside",
      says: "mean gain in minority F1 at the peak > mean gain at both ends",
      along: gains,
      margin: MARGIN,
    }],
    measures: [{
      kind: "trend",
      name: "trend",
      says: "the gain rises or falls with the number of rare images",
      along: gains,
    }],
  });
};
