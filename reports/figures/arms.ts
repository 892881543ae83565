/** The trained networks behind the numbers of statements. */
import type { TrialResult, TrialSpec } from "../../bench/trials/trial.ts";
import { armTitle } from "../charts/wording.ts";
import type { DocumentStatement, SeriesTerm } from "../document.ts";

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
  for (const { terms, seeds } of statements.flatMap(({ series }) => series)) {
    for (const [at, term] of terms.entries()) {
      const label = armTitle(term);
      const spec = trials.get(seeds[0]?.trials[at] ?? "")?.spec;
      const arm = arms.get(label) ??
        { label, role: roleOf(term, spec), term, seeds: new Map() };
      for (const { seed, trials: ids, scores } of seeds) {
        arm.seeds.set(seed, { trial: ids[at]!, score: scores[at] ?? null });
      }
      arms.set(label, arm);
    }
  }
  return [...arms.values()];
}

/**
 * What a network was trained for.
 *
 * @param term How it was used.
 * @param spec What it was trained with, if that is known.
 */
export function roleOf(
  { inference }: Pick<SeriesTerm, "inference">,
  spec: TrialSpec | undefined,
): ArmRole {
  if (inference === "layer-removed") return "removed";
  if (spec?.head === "final-batch-norm") return "with";
  return spec?.head === "plain" && spec.remedy === "none" ? "without" : "other";
}

/** The colour of an arm, which the page gives for light and for dark. */
export function colourOf({ role }: Pick<Arm, "role">): string {
  return `var(--${role})`;
}
