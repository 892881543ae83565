/** The trained networks behind the numbers of statements. */
import type { TrialResult } from "../../bench/trials/trial.ts";
import { armTitle } from "../charts/wording.ts";
import type { DocumentStatement, Series, SeriesTerm } from "../document.ts";

/** What a network was trained for: its colour on the page goes by it. */
export type ArmRole = "without" | "with" | "removed" | "other";

/** A network, used in one way, with what it scored for each seed. */
export interface Arm {
  /** Such as `"with, layer removed"`. */
  label: string;
  role: ArmRole;
  term: SeriesTerm;
  /** The id of the trial of each seed, and its score. */
  seeds: Map<number, { trial: string; score: number | null }>;
}

/** Trials by their ids. */
export type TrialsById = ReadonlyMap<string, TrialResult>;

/**
 * Collects the arms of statements, each once.
 *
 * @param statements Of one site.
 * @param trials The trials of the run.
 */
export function armsOf(
  statements: readonly DocumentStatement[],
  trials: TrialsById,
): Arm[] {
  const arms = new Map<string, Arm>();
  for (const series of statements.flatMap(({ series }) => series)) {
    const roles = rolesOf(series, trials);
    for (const [at, term] of series.terms.entries()) {
      const label = armTitle(term);
      const arm = arms.get(label) ??
        { label, role: roles[at]!, term, seeds: new Map() };
      for (const { seed, trials: ids, scores } of series.seeds) {
        arm.seeds.set(seed, { trial: ids[at]!, score: scores[at] ?? null });
      }
      arms.set(label, arm);
    }
  }
  return [...arms.values()];
}

/**
 * What the networks of a series were trained for, term by term. A plain network
 * that had the same help as the one with the layer is what that is compared
 * with.
 *
 * @param series The numbers of a condition.
 * @param trials The trials of the run.
 */
export function rolesOf(
  { terms, seeds }: Series,
  trials: TrialsById,
): ArmRole[] {
  const specs = terms.map((_, at) =>
    trials.get(seeds[0]?.trials[at] ?? "")?.spec
  );
  const treated = specs.find((spec) => spec?.head === "final-batch-norm");
  const remedy = treated?.remedy ?? "none";
  return specs.map((spec, at): ArmRole => {
    const inference = terms[at]?.inference;
    if (inference === "layer-removed") return "removed";
    if (inference !== "as-trained") return "other";
    if (spec?.head === "final-batch-norm") return "with";
    const isPlain = spec?.head === "plain" && spec.remedy === remedy;
    return isPlain ? "without" : "other";
  });
}

/** The colour of an arm, which the page gives for light and for dark. */
export function colourOf({ role }: Pick<Arm, "role">): string {
  return `var(--${role})`;
}
