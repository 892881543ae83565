/** What a cell of a claim trains at a site, if it can be had there. */
import { countLogits } from "../../models/training/outputs.ts";
import type { TrialSpec } from "../trials/trial.ts";
import type { Cell } from "./claim.ts";
import { type Drawable, drawObstacle } from "./draw_obstacle.ts";
import type { Site } from "./site.ts";

/** A trial but for its seed, and what is added to that. */
export type CellSpec = Omit<TrialSpec, "seed"> & { seedOffset: number };

/** A spec, or why there is none. */
export type CellOutcome =
  | { spec: CellSpec; obstacle?: never }
  | { spec?: never; obstacle: string };

/**
 * The spec of a cell at a site.
 *
 * @param options The site, and the images there.
 */
export function specOf(
  cell: Cell,
  { site, dataset }: { site: Site; dataset: Drawable },
): CellOutcome {
  const { roles, seedOffset = 0, ...changes } = cell;
  const { classes, isPooledOnly: _, ...base } = site;
  const named = rolesOf(site, roles);
  if (named === undefined) {
    const needed = (roles?.majority ?? 0) + (roles?.minority ?? 0);
    return {
      obstacle: `it takes ${needed} classes, and there are ${classes.length}`,
    };
  }
  const spec: CellSpec = {
    ...base,
    ...changes,
    ...named,
    seedOffset,
  };
  const obstacle = logitsObstacle(spec) ?? drawObstacle(dataset, spec);
  return obstacle === undefined ? { spec } : { obstacle };
}

/** The classes that change with the roles; nothing if there are too few. */
function rolesOf(
  { classes, majority, minority }: Site,
  roles: Cell["roles"],
): Partial<Pick<TrialSpec, "majority" | "minority">> | undefined {
  if (roles === undefined) return {};
  if (classes.length < roles.majority + roles.minority) return undefined;
  const named = [...majority, ...minority];
  const others = classes.filter((name) => !named.includes(name));
  const spare = majority.slice(roles.majority);
  const rare = [...minority, ...others, ...spare].slice(0, roles.minority);
  const common = [...named, ...others].filter((name) => !rare.includes(name));
  return { majority: common.slice(0, roles.majority), minority: rare };
}

function logitsObstacle(
  { outputs, majority, minority }: CellSpec,
): string | undefined {
  try {
    countLogits(outputs, majority.length + minority.length);
    return undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message.split(". Next step")[0] ?? error.message;
  }
}
