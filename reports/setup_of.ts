/** What an assertion was decided on: other set-ups are other findings. */
import { createHash } from "node:crypto";
import { type SpecCell, specCells } from "../bench/trials/describe_spec.ts";
import type { TrialResult } from "../bench/trials/trial.ts";
import type { DocumentStatement, RunDocument, Series } from "./document.ts";

/**
 * Settings by their names: one value where all trials of an assertion have the
 * same, else the value of each, in order. Seeds, code, engine, bounds and margins
 * are not among them: they are what changes from one run to the next.
 */
export type Setup = ReadonlyMap<string, readonly SpecCell[]>;

/** Digits of a hash that tell one set-up from the others of a history. */
const DIGITS = 8;

/**
 * Collects the settings of an assertion.
 *
 * @param statement The assertion.
 * @param options Its run, and the run's trials by their ids.
 * @throws {SyntaxError} If the run has no trial of a name.
 */
export function setupOf(
  statement: DocumentStatement,
  { document, trials }: {
    document: Pick<RunDocument, "settings">;
    trials: ReadonlyMap<string, TrialResult>;
  },
): Setup {
  const { kind, series } = statement;
  const results = series.flatMap((each) => trialsOf(each, trials));
  const specs = results.map(({ spec }) => specCells(spec));
  const names = Object.keys(specs[0] ?? {}).filter((name) => name !== "seed");
  const ofTerms = (of: (term: Series["terms"][number]) => SpecCell) =>
    together(series.map(({ terms }) => terms.map(of).join(";")));
  return new Map<string, readonly SpecCell[]>([
    ["profile", [document.settings.profile]],
    ["kind", [kind]],
    ["conditions", together(series.map(({ label }) => label))],
    ["metrics", ofTerms(({ metric }) => metric)],
    ["inferences", ofTerms(({ inference }) => inference)],
    ["signs", ofTerms(({ weight }) => weight)],
    ...names.map((name) =>
      [name, together(specs.map((spec) => spec[name]))] as const
    ),
    ["data", together(results.map(({ origin }) => origin?.data))],
  ]);
}

/**
 * The name of a set-up, the same in every history.
 *
 * @returns Hexadecimal digits.
 */
export function setupId(setup: Setup): string {
  return createHash("sha256").update(JSON.stringify([...setup])).digest("hex")
    .slice(0, DIGITS);
}

/** The trials of the first seed: the others have the same settings. */
function trialsOf(
  { seeds }: Series,
  trials: ReadonlyMap<string, TrialResult>,
): TrialResult[] {
  return (seeds[0]?.trials ?? []).map((id) => {
    const trial = trials.get(id);
    if (trial !== undefined) return trial;
    throw new SyntaxError(
      `Cannot find the trial ${id}: a statement of the run names it, and it ` +
        "is not among the trials",
    );
  });
}

/** Of values that are all the same, one. */
function together(values: readonly SpecCell[]): readonly SpecCell[] {
  const texts = new Set(values.map((value) => JSON.stringify(value)));
  return texts.size <= 1 ? values.slice(0, 1) : values;
}
