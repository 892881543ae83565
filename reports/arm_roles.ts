/** What the networks behind numbers were trained for. */
import type { TrialResult } from "../bench/trials/trial.ts";
import type { Series } from "./document.ts";

/** What a network was trained for: its colour on the page goes by it. */
export type ArmRole = "without" | "with" | "removed" | "other";

/** Trials by their ids. */
export type TrialsById = ReadonlyMap<string, TrialResult>;

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
