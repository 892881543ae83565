/** What a cell of a claim trains at a site, if it can be had there. */
import { countLogits } from "../../models/training/outputs.ts";
import { type Trial, trialOf, type TrialSpec } from "../trials/trial.ts";
import type { Cell } from "./claim.ts";
import type { Drawable } from "../trials/draw_trial.ts";
import { drawObstacle } from "./draw_obstacle.ts";
import type { Site } from "./site.ts";

/** What a cell trains at a site: a trial for each seed, made once. */
export class CellTrials {
  /** What its trials have in common. */
  readonly spec: Readonly<Omit<TrialSpec, "seed">>;
  readonly #seedOffset: number;
  readonly #trials = new Map<number, Trial>();

  /**
   * Makes no trial yet.
   *
   * @param spec What the trials have in common.
   * @param seedOffset What is added to a seed.
   */
  constructor(spec: Omit<TrialSpec, "seed">, seedOffset: number) {
    this.spec = spec;
    this.#seedOffset = seedOffset;
  }

  /** The trial of a seed. */
  at(seed: number): Trial {
    const trial = this.#trials.get(seed) ??
      trialOf({ ...this.spec, seed: seed + this.#seedOffset });
    this.#trials.set(seed, trial);
    return trial;
  }
}

/** The trials of a cell, or why there are none. */
export type CellOutcome =
  | { trials: CellTrials; obstacle?: never }
  | { trials?: never; obstacle: string };

/**
 * The trials of a cell at a site.
 *
 * @param options The site, and the images there.
 */
export function cellTrials(
  cell: Cell,
  { site, dataset }: { site: Site; dataset: Drawable },
): CellOutcome {
  const { roles, seedOffset = 0, ...changes } = cell;
  const { classes, isPooledOnly: _, second: __, ...base } = site;
  const named = rolesOf(site, roles);
  if (named === undefined) {
    const needed = (roles?.majority ?? 0) + (roles?.minority ?? 0);
    return {
      obstacle: `it takes ${needed} classes, and there are ${classes.length}`,
    };
  }
  const spec = { ...base, ...changes, ...named };
  const obstacle = logitsObstacle(spec) ?? drawObstacle(dataset, spec);
  return obstacle === undefined
    ? { trials: new CellTrials(spec, seedOffset) }
    : { obstacle };
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
  { outputs, majority, minority }: Pick<
    TrialSpec,
    "outputs" | "majority" | "minority"
  >,
): string | undefined {
  try {
    countLogits(outputs, majority.length + minority.length);
    return undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message.split(". Next step")[0] ?? error.message;
  }
}
