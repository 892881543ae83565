/**
 * Is it better networks, or faster learning?
 *
 * Both arms are trained ten times as long as in the base claim, and measured on
 * the way: with a constant rate, the network after 10 of 100 epochs is the one
 * that 10 epochs give. All lengths go by the epochs of the run.
 */
import { bothArms } from "./study/arms.ts";
import { afterEpochs, difference, value } from "./study/contrast.ts";
import { claim, type Protocol } from "./study/claim.ts";

/** As for the base claim: a third of the headline. */
const MARGIN = 0.05;

/** Half of what can be had: clearly more than a network that sees no rare class. */
const REACHED = 0.5;

// All lengths are in tenths of the base claim's training.
const LONGEST = 100;

/** Half of the base claim's training: less is no saving worth a layer. */
const MARGIN_SAVED = 5;

/** Where the gain is compared. */
const LENGTHS = [5, 10, 30, LONGEST];

/** About evenly spaced on a logarithmic scale, `LENGTHS` among them. */
const CHECKPOINTS = [1, 2, 3, 5, 7, 10, 14, 20, 30, 50, 70];

export default ({ epochs }: Protocol) => {
  const inEpochs = (tenths: readonly number[]) => [
    ...new Set(tenths.map((tenth) => Math.ceil(tenth * epochs / 10))),
  ];
  const [longest = epochs] = inEpochs([LONGEST]);
  const long = `${longest} epochs`;
  const { cells, gains: [{ of: gain } = { of: [] }] } = bothArms({
    [long]: { epochs: longest, checkpoints: inEpochs(CHECKPOINTS) },
  });
  const plain = { cell: `without, ${long}`, reaches: REACHED };
  const treated = { cell: `with, ${long}`, reaches: REACHED };
  const never = `counted as ${longest} if it never gets there`;
  const lengths = afterEpochs(gain, inEpochs(LENGTHS));
  return claim({
    name: "training-length",
    sentence:
      "the layer makes better networks, and does not only speed up learning: a " +
      "gain is left after ten times the training",
    source: "ours: the authors' earlier work speaks of training time",
    cells,
    assertions: [{
      kind: "greater",
      name: "lasting",
      says: `mean gain in minority F1 after ${long} > 0`,
      of: gain,
      bound: 0,
      margin: MARGIN,
    }, {
      kind: "greater",
      name: "sooner",
      says: `mean epochs saved to a minority F1 of ${REACHED} > 0`,
      of: difference(plain, treated),
      bound: 0,
      margin: MARGIN_SAVED * epochs / 10,
    }],
    measures: [
      {
        kind: "trend",
        name: "trend",
        says: "the gain rises or falls with the length of training",
        along: lengths,
      },
      ...lengths.map(({ label, of }) => ({
        kind: "mean" as const,
        name: `after ${label}`,
        says: `gain in minority F1 after ${label}`,
        of,
      })),
      {
        kind: "mean",
        name: "epochs-without",
        says:
          `epochs to a minority F1 of ${REACHED} without the layer, ${never}`,
        of: value(plain),
      },
      {
        kind: "mean",
        name: "epochs-with",
        says: `epochs to a minority F1 of ${REACHED} with the layer, ${never}`,
        of: value(treated),
      },
    ],
  });
};
