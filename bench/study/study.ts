/**
 * The trials of a claim at one site: its cells, trained on the same seeds.
 *
 * The cells of a seed share the drawn images, the initial weights and the order
 * of the batches as far as what they change allows, so that their differences
 * hold that and little else.
 */
import type { Assertion, Contrast, Measure, Score } from "./assertion.ts";
import { type CellSpec, specOf } from "./cell_spec.ts";
import type { Claim } from "./claim.ts";
import type { Drawable } from "./draw_obstacle.ts";
import type { Site } from "./site.ts";
import {
  canonicalSpec,
  type TrialResult,
  type TrialSpec,
} from "../trials/trial.ts";

/** A claim at a site, with what of it can be had there. */
export interface Study {
  claim: Claim;
  site: Site;
  /** How many there are. */
  seeds: number;
  /** @default {1} */
  firstSeed?: number;
  /** What is trained for each seed, by the name of the cell. */
  cells: ReadonlyMap<string, CellSpec>;
  /** What can be decided, with the conditions that there are. */
  assertions: readonly Assertion[];
  /** What can be measured beside. */
  measures: readonly Measure[];
  /** What is left out, and why; a line each. */
  leftOut: readonly string[];
}

/** Conditions that a peak, a difference and a trend need. */
const LEAST_CONDITIONS = { peak: 3, differ: 2, trend: 3 } as const;

/**
 * Finds out what of a claim can be checked at a site.
 *
 * @param claim The claim.
 * @param options Where, on how many seeds, and the images there.
 * @returns The study; one without assertions if nothing can be decided.
 * @throws {RangeError} If the claim speaks of a cell that it has not.
 */
export function planStudy(
  claim: Claim,
  { site, seeds, dataset }: { site: Site; seeds: number; dataset: Drawable },
): Study {
  assertCells(claim);
  const cells = new Map<string, CellSpec>();
  const missing = new Map<string, string>();
  for (const [name, cell] of Object.entries(claim.cells)) {
    const { spec, obstacle } = specOf(cell, { site, dataset });
    if (spec !== undefined) cells.set(name, spec);
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
    ...{ claim, site, seeds, cells },
    assertions: keep(claim.assertions),
    measures: keep(claim.measures ?? []),
    leftOut: [...leftOut],
  };
}

/**
 * The trials of a study, seed by seed; two cells may ask for the same one.
 *
 * @returns One spec a trial.
 */
export function studySpecs(study: Study): TrialSpec[] {
  const { assertions, measures, cells } = study;
  const used = new Set([...assertions, ...measures].flatMap(cellsOf));
  const specs = seedsOf(study).flatMap((seed) =>
    [...cells.keys()].filter((name) => used.has(name))
      .map((name) => seeded(study, name, seed))
  );
  const unique = new Map(specs.map((spec) => [canonicalSpec(spec), spec]));
  return [...unique.values()];
}

/** Results by their specs. */
export type ResultsBySpec = ReadonlyMap<string, TrialResult>;

/**
 * The values of several contrasts for each seed.
 *
 * @param contrasts The columns.
 * @param results Trials of the study, and others.
 * @returns `values[seed][contrast]`, for each seed whose trials all ended well,
 * in the order of the seeds; and how many seeds have none.
 */
export function contrastValues(
  contrasts: readonly Contrast[],
  { study, results }: { study: Study; results: ResultsBySpec },
): { values: number[][]; failed: number } {
  const values = seedsOf(study).flatMap((seed) => {
    const row = contrasts.map((of) =>
      contrastTerms(of, { study, results, seed }).value
    );
    return row.every((entry) => entry !== undefined) ? [row] : [];
  });
  return { values, failed: study.seeds - values.length };
}

/**
 * What a contrast is made of for one seed.
 *
 * @returns Its value, nothing if a trial failed; and the trial and the score of
 * each of its terms, in their order.
 */
export function contrastTerms(
  contrast: Contrast,
  { study, results, seed }: {
    study: Study;
    results: ResultsBySpec;
    seed: number;
  },
): {
  value: number | undefined;
  terms: { spec: TrialSpec; score: number | undefined }[];
} {
  const terms = contrast.map(({ weight: _, ...term }) => {
    const spec = seeded(study, term.cell, seed);
    return { spec, score: scoreOf(results.get(canonicalSpec(spec)), term) };
  });
  const value = contrast.reduce<number | undefined>((sum, { weight }, at) => {
    const score = terms[at]?.score;
    return sum === undefined || score === undefined
      ? undefined
      : sum + weight * score;
  }, 0);
  return { value, terms };
}

/** The trials of each cell that are there, in the order of the seeds. */
export function cellResults(
  study: Study,
  results: ResultsBySpec,
): Map<string, TrialResult[]> {
  return new Map(
    [...study.cells.keys()].map((name) => [
      name,
      seedsOf(study).flatMap((seed) =>
        results.get(canonicalSpec(seeded(study, name, seed))) ?? []
      ),
    ]),
  );
}

/** What a trial scored; nothing if it failed, or the metric has no value. */
function scoreOf(
  trial: TrialResult | undefined,
  { inference = "as-trained", metric = "minorityF1", epoch, reaches }: Score,
): number | undefined {
  if (trial?.status !== "ok") return undefined;
  const used = trial.evaluations.filter((each) => each.inference === inference);
  if (reaches !== undefined) {
    const reached = used.find((each) => (each.metrics[metric] ?? 0) >= reaches);
    return (reached ?? used.at(-1))?.epoch;
  }
  const at = used.find((each) => each.epoch === (epoch ?? trial.spec.epochs));
  return at?.metrics[metric];
}

/** The seeds of a study, from its first. */
export function seedsOf(
  { seeds, firstSeed = 1 }: Pick<Study, "seeds" | "firstSeed">,
): number[] {
  return Array.from({ length: seeds }, (_, index) => firstSeed + index);
}

/** @throws {RangeError} If the cell cannot be had at the study's site. */
function seeded(
  { claim, cells }: Study,
  name: string,
  seed: number,
): TrialSpec {
  const cell = cells.get(name);
  if (cell === undefined) {
    throw new RangeError(
      `Cannot decide ${claim.name}: the cell "${name}" was left out`,
    );
  }
  const { seedOffset, ...spec } = cell;
  return { ...spec, seed: seed + seedOffset };
}

/** Before anything is trained: a name that is misspelled trains nothing. */
function assertCells({ name, cells, assertions, measures = [] }: Claim): void {
  for (const statement of [...assertions, ...measures]) {
    const unknown = cellsOf(statement).find((cell) => !(cell in cells));
    if (unknown === undefined) continue;
    throw new RangeError(
      `Cannot check ${name}: "${statement.name}" speaks of the cell ` +
        `"${unknown}", and there are ${Object.keys(cells).join(", ")}`,
    );
  }
}

/** The contrasts of a statement, in its order. */
export function contrastsOf(statement: Assertion | Measure): Contrast[] {
  if ("along" in statement) return statement.along.map(({ of }) => of);
  return "to" in statement ? [statement.of, statement.to] : [statement.of];
}

function cellsOf(statement: Assertion | Measure): string[] {
  return contrastsOf(statement).flat().map(({ cell }) => cell);
}

/** A statement with the conditions that there are, if they are enough. */
function withoutMissing<Statement extends Assertion | Measure>(
  statement: Statement,
  missing: ReadonlyMap<string, string>,
): { statement: Statement | undefined; leftOut: string[] } {
  const reasonOf = (of: Contrast) =>
    of.map(({ cell }) => missing.get(cell)).find((each) => each !== undefined);
  if (!("along" in statement)) {
    const [reason] = contrastsOf(statement).flatMap((of) => reasonOf(of) ?? []);
    return reason === undefined
      ? { statement, leftOut: [] }
      : { statement: undefined, leftOut: [`${statement.says}: ${reason}`] };
  }
  const leftOut = statement.along.flatMap(({ label, of }) => {
    const reason = reasonOf(of);
    return reason === undefined ? [] : [`${label}: ${reason}`];
  });
  const along = statement.along.filter(({ of }) => reasonOf(of) === undefined);
  const isEnough = along.length >= LEAST_CONDITIONS[statement.kind];
  return { statement: isEnough ? { ...statement, along } : undefined, leftOut };
}
