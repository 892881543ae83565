/**
 * The trials of a claim at one site: its cells, trained on the same seeds.
 *
 * The cells of a seed share the drawn images, the initial weights and the order
 * of the batches as far as what they change allows, so that their differences
 * hold that and little else.
 */
import type { CellTrials } from "./cell_trials.ts";
import type { Claim } from "./claim.ts";
import { type Assertion, kindOf, type Measure } from "./kinds/mod.ts";
import type { Site } from "./site.ts";
import type { Trial } from "../trials/trial.ts";

/**
 * The first seed of every run: nobody looked at it, or at those after it, when
 * the rules of verdicts were fixed. No option chooses another.
 */
export const FIRST_SEED = 2001;

/** A claim at a site, with what of it can be had there. */
export interface Study {
  claim: Claim;
  site: Site;
  /** How many there are. */
  seeds: number;
  /** @default {FIRST_SEED} */
  firstSeed?: number;
  /** What is trained for each seed, by the name of the cell. */
  cells: ReadonlyMap<string, CellTrials>;
  /** What can be decided, with the conditions that there are. */
  assertions: readonly Assertion[];
  /** What can be measured beside. */
  measures: readonly Measure[];
  /** What is left out, and why; a line each. */
  leftOut: readonly string[];
}

/**
 * The trials of a study, seed by seed; two cells may ask for the same one.
 *
 * @returns Each trial once.
 */
export function studyTrials(study: Study): Trial[] {
  const { assertions, measures, cells } = study;
  const used = new Set([...assertions, ...measures].flatMap(cellsOf));
  const trials = seedsOf(study).flatMap((seed) =>
    [...cells.keys()].filter((name) => used.has(name))
      .map((name) => trialAt(study, name, seed))
  );
  return [...new Map(trials.map((trial) => [trial.key, trial])).values()];
}

/** What of a study knows its trials. */
export type CellsOf = Pick<Study, "claim" | "cells">;

/** The seeds of a study, from its first. */
export function seedsOf(
  { seeds, firstSeed = FIRST_SEED }: Pick<Study, "seeds" | "firstSeed">,
): number[] {
  return Array.from({ length: seeds }, (_, index) => firstSeed + index);
}

/**
 * The trial of a cell for a seed.
 *
 * @throws {RangeError} If the cell cannot be had at the study's site.
 */
export function trialAt(
  { claim, cells }: CellsOf,
  name: string,
  seed: number,
): Trial {
  const cell = cells.get(name);
  if (cell === undefined) {
    throw new RangeError(
      `Cannot decide ${claim.name}: the cell "${name}" was left out`,
    );
  }
  return cell.at(seed);
}

/** The cells that a statement is about. */
export function cellsOf(statement: Assertion | Measure): string[] {
  return kindOf(statement).conditions(statement)
    .flatMap(({ of }) => of).map(({ cell }) => cell);
}
