/**
 * The trials of a claim at one site: its cells, trained on the same seeds.
 *
 * The cells of a seed share the drawn images, the initial weights and the order
 * of the batches as far as what they change allows, so that their differences
 * hold that and little else.
 */
import { type CellTrials, cellTrials } from "./cell_trials.ts";
import type { Claim } from "./claim.ts";
import type { Drawable } from "../trials/draw_trial.ts";
import { type Assertion, kindOf, type Measure } from "./kinds/mod.ts";
import type { Site } from "./site.ts";
import type { Trial } from "../trials/trial.ts";

/**
 * The first seed of every run: nobody looked at it, or at those after it, when
 * the rules of verdicts were fixed. No option chooses another.
 */
export const FIRST_SEED = 1001;

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
 * Finds out what of a claim can be checked at a site.
 *
 * @param claim The claim.
 * @param options Where, on how many seeds, and the images there.
 * @returns The study; one without assertions if nothing can be decided.
 */
export function planStudy(
  claim: Claim,
  { site, seeds, dataset }: { site: Site; seeds: number; dataset: Drawable },
): Study {
  const cells = new Map<string, CellTrials>();
  const missing = new Map<string, string>();
  for (const [name, cell] of Object.entries(claim.cells)) {
    const { trials, obstacle } = cellTrials(cell, { site, dataset });
    if (trials !== undefined) cells.set(name, trials);
    else missing.set(name, obstacle);
  }
  const leftOut = new Set<string>();
  const keep = <Statement extends Assertion | Measure>(
    statements: readonly Statement[],
  ): Statement[] =>
    statements.flatMap((statement) => {
      const reduced = withoutMissing(statement, missing);
      for (const line of reduced.leftOut) leftOut.add(line);
      return reduced.statement ?? [];
    });
  return {
    claim,
    site,
    seeds,
    cells,
    assertions: keep(claim.assertions),
    measures: keep(claim.measures ?? []),
    leftOut: [...leftOut],
  };
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
  { claim, cells }: Study,
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

function cellsOf(statement: Assertion | Measure): string[] {
  return kindOf(statement).conditions(statement)
    .flatMap(({ of }) => of).map(({ cell }) => cell);
}

/** A statement with the conditions that there are, if they are enough. */
function withoutMissing<Statement extends Assertion | Measure>(
  statement: Statement,
  missing: ReadonlyMap<string, string>,
): { statement: Statement | undefined; leftOut: string[] } {
  const kind = kindOf(statement);
  const conditions = kind.conditions(statement).map((condition) => ({
    condition,
    reason: condition.of.map(({ cell }) => missing.get(cell))
      .find((each) => each !== undefined),
  }));
  const lacking = conditions.filter(({ reason }) => reason !== undefined);
  const [first] = lacking;
  if (first === undefined) return { statement, leftOut: [] };
  if (kind.leastConditions === undefined) {
    const leftOut = [`${statement.says}: ${first.reason}`];
    return { statement: undefined, leftOut };
  }
  const along = conditions.filter(({ reason }) => reason === undefined)
    .map(({ condition }) => condition);
  const isEnough = along.length >= kind.leastConditions;
  return {
    statement: isEnough ? { ...statement, along } : undefined,
    leftOut: lacking.map(({ condition, reason }) =>
      `${condition.label}: ${reason}`
    ),
  };
}
