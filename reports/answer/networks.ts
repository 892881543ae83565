/** The trainings of a run that an answer is made of. */
import type { TrialResult, TrialSpec } from "../../bench/trials/trial.ts";
import type { RunDocument } from "../document.ts";

/** Results by their seeds, in order. */
export type Network = ReadonlyMap<number, TrialResult>;

/** Networks by the cells of the claims. */
export type Networks = ReadonlyMap<string, Network>;

/** The claims whose cells are what can be done for rare classes. */
const CLAIMS = ["gain", "remedies"];

/**
 * Finds the trainings of each cell, also those that other claims have trained.
 *
 * @param document The run.
 * @param site The name of a site.
 */
export function networksAt(
  { claims, trials }: Pick<RunDocument, "claims" | "trials">,
  site: string,
): Networks {
  const byId = new Map(trials.map(({ id, result }) => [id, result]));
  const byKey = Map.groupBy(
    trials.map(({ result }) => result),
    ({ spec }) => keyOf(spec),
  );
  const networks = new Map<string, Network>();
  const series = claims.filter(({ name }) => CLAIMS.includes(name))
    .flatMap(({ statements }) => statements)
    .flatMap(({ series }) => series)
    .filter((each) => each.site === site);
  for (const { terms, seeds: [first] } of series) {
    for (const [at, { cell }] of terms.entries()) {
      const result = byId.get(first?.trials[at] ?? "");
      if (result === undefined || networks.has(cell)) continue;
      const own = byKey.get(keyOf(result.spec)) ?? [];
      const inOrder = own.toSorted((a, b) => a.spec.seed - b.spec.seed);
      networks.set(
        cell,
        new Map(inOrder.map((each) => [each.spec.seed, each])),
      );
    }
  }
  return networks;
}

/** What trials have in common that differ in the seed alone. */
function keyOf(spec: TrialSpec): string {
  return JSON.stringify({ ...spec, seed: 0 });
}
