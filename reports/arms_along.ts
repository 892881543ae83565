/** The two arms under each of several conditions. */
import { rolesOf, type TrialsById } from "./arm_roles.ts";
import type { Series } from "./document.ts";
import { seriesOfArm } from "./series_of_arm.ts";

/** An arm, with its scores under each condition. */
export interface ArmAlong {
  role: "without" | "with";
  conditions: Series[];
}

/**
 * Splits the gains under several conditions into what both arms score.
 *
 * @param series The numbers of each condition.
 * @param trials The trials of the run.
 * @returns The plain arm, and the one with the layer; nothing of conditions that
 * compare anything else.
 */
export function armsAlong(
  series: readonly Series[],
  trials: TrialsById,
): ArmAlong[] {
  const roles = series.map((each) => rolesOf(each, trials));
  const arms = (["without", "with"] as const).map((role) => ({
    role,
    conditions: series.flatMap((each, at) => {
      const place = roles[at]!.indexOf(role);
      return place === -1 ? [] : [seriesOfArm(each, place)];
    }),
  }));
  const isComplete = arms.every(({ conditions }) =>
    conditions.length === series.length
  );
  return isComplete && roles.every(({ length }) => length === 2) ? arms : [];
}
