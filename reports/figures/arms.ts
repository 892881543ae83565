/** The trained networks behind the numbers of statements. */
import { type ArmRole, rolesOf, type TrialsById } from "../arm_roles.ts";
import { armTitle } from "../charts/wording.ts";
import type { DocumentStatement, SeriesTerm } from "../document.ts";

/** A network, used in one way, with what it scored for each seed. */
export interface Arm {
  /** Such as `"with, layer removed"`. */
  label: string;
  role: ArmRole;
  term: SeriesTerm;
  /**
   * The id of the trial of each seed, and its score: in the last metric, where
   * statements are in several.
   */
  seeds: Map<number, { trial: string; score: number | null }>;
}

/**
 * Collects the arms of statements, each once for each epoch that it is scored
 * after.
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
      const { cell, inference, epoch } = term;
      const key = JSON.stringify([cell, inference, epoch]);
      const arm = arms.get(key) ??
        { label: armTitle(term), role: roles[at]!, term, seeds: new Map() };
      for (const { seed, trials: ids, scores } of series.seeds) {
        arm.seeds.set(seed, { trial: ids[at]!, score: scores[at] ?? null });
      }
      arms.set(key, arm);
    }
  }
  return withEpochs([...arms.values()]);
}

/** Tells arms of one name apart by their epochs. */
function withEpochs(arms: readonly Arm[]): Arm[] {
  return arms.map((arm) => {
    const { label, term } = arm;
    const isShared = arms.some((other) =>
      other.label === label && other !== arm
    );
    return isShared ? { ...arm, label: `${label}, epoch ${term.epoch}` } : arm;
  });
}

/** The colour of an arm, which the page gives for light and for dark. */
export function colourOf({ role }: Pick<Arm, "role">): string {
  return `var(--${role})`;
}
