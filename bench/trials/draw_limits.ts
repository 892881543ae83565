/** The most images that can be drawn of a data set's classes. */
import { classIndex } from "../../datasets/dataset.ts";
import type { Drawable, DrawnSpec } from "./draw_trial.ts";

/** Images of each class. */
export interface DrawLimits {
  majorityCount: number;
  minorityCount: number;
  /** For testing, of each class. */
  testCount: number;
}

/**
 * Counts what can be drawn of each class of a role.
 *
 * @param dataset The images that there are.
 * @param spec The classes; of rare ones, perhaps one image a group.
 */
export function drawLimits(
  dataset: Drawable,
  { majority, minority, rareDraw }: Pick<
    DrawnSpec,
    "majority" | "minority" | "rareDraw"
  >,
): DrawLimits {
  const counts = (
    split: Drawable["train"],
    options: { names: readonly string[]; isOfGroups?: boolean },
  ) =>
    options.names.map((name) => {
      const label = classIndex(dataset, name);
      const own = [...split.labels.keys()]
        .filter((at) => split.labels[at] === label);
      if (options.isOfGroups !== true) return own.length;
      const groups = own.map((at) => split.groups?.[at] ?? -1);
      const known = groups.filter((group) => group >= 0);
      return new Set(known).size + groups.length - known.length;
    });
  const { train, test } = dataset;
  const isOfGroups = rareDraw === "groups";
  return {
    majorityCount: Math.min(...counts(train, { names: majority })),
    minorityCount: Math.min(...counts(train, { names: minority, isOfGroups })),
    testCount: Math.min(
      ...counts(test, { names: [...majority, ...minority] }),
    ),
  };
}
