/**
 * Claim (iii): the batch size plays a role.
 *
 * Both arms at a grid of batch sizes, with the same number of epochs.
 */
import { along, bothArms } from "./study/arms.ts";
import { claim, type Protocol } from "./study/claim.ts";

/** As for the base claim: a third of the headline. */
const MARGIN = 0.05;

/** From where batch statistics are all noise to where few steps are left. */
const SIZES = [8, 16, 32, 64, 128, 256];

/** Their ends, the base claim's 64, and the half of that. */
const FEW_SIZES = [8, 32, 64, 256];

export default ({ grid }: Protocol) => {
  const sizes = grid === "full" ? SIZES : FEW_SIZES;
  const { cells, gains } = bothArms(
    along("batchSize", sizes, (size) => `batch ${size}`),
  );
  return claim({
    name: "batch-size",
    sentence: "the batch size plays a role in the gain",
    source: "Kocaman, Shir, Bäck 2021, arXiv:2109.09016, abstract, (iii)",
    cells,
    assertions: [{
      kind: "differ",
      name: "differ",
      says: `the mean gains of batch sizes lie more than ${MARGIN} apart`,
      along: gains,
      margin: MARGIN,
    }],
    measures: [{
      kind: "trend",
      name: "trend",
      says: "the gain rises or falls with the batch size",
      along: gains,
    }],
  });
};
