/**
 * One sentence of the paper, the study that tests it, and what decides it.
 *
 * A bench file declares a claim and exports it. `deno task bench` collects the
 * claims of all files and shares trials and workers among them; `deno bench`
 * runs a single file on its own.
 */
import { AssertionError } from "@std/assert";
import type { Assertion, Measure } from "./assertion.ts";
import type { TrialSpec } from "../trials/trial.ts";

/** What one of the trainings of a seed changes of the site's settings. */
export type Cell = Partial<Omit<TrialSpec, "seed">> & {
  /** Added to the seed, so that a cell shares nothing with the others. */
  seedOffset?: number;
  /**
   * How many classes of each role take part: those of the site first, then the
   * data set's others in their order, the minority's before the majority's, and
   * last those of the site's other role that are not needed there.
   */
  roles?: { majority: number; minority: number };
};

/** A claim, as a bench file declares it. */
export interface Claim {
  /** A short name, such as `"gain"`: the bench file's. */
  name: string;
  /** What the paper says, in one sentence. */
  sentence: string;
  /** Where it says so. */
  source: string;
  /**
   * What it is about: the paper; the suite itself; or something that the paper
   * has not, beside it. The paper's assertions share the level of a run, and
   * those of other claims are decided each at its own.
   * @default {"primary"}
   */
  role?: "primary" | "control" | "extension";
  /** What is trained for each seed, by name. */
  cells: Readonly<Record<string, Cell>>;
  /** What decides the claim, fixed before it is run. */
  assertions: readonly Assertion[];
  /**
   * What is measured beside, and decides nothing.
   * @default {[]}
   */
  measures?: readonly Measure[];
  /** Confidence level of the intervals, and one less the level of the tests. */
  level: number;
}

/**
 * Declares a claim, and registers it with `deno bench`.
 *
 * @param declaration The claim.
 * @returns The same claim, for the file to export.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { ARMS, GAIN } from "./arms.ts";
 * import { claim } from "./claim.ts";
 * const { name, assertions } = claim({
 *   name: "gain",
 *   sentence: "the layer raises the F1 of minority classes",
 *   source: "arXiv:2109.09016",
 *   cells: ARMS,
 *   assertions: [{
 *     kind: "greater",
 *     name: "positive",
 *     says: "mean gain in minority F1 > 0",
 *     of: GAIN,
 *     bound: 0,
 *     margin: 0.05,
 *   }],
 *   level: 0.95,
 * });
 * assertEquals([name, assertions.length], ["gain", 1]);
 * ```
 */
export function claim(declaration: Claim): Claim {
  let outcome: Promise<void> | undefined;
  Deno.bench({
    name: `${declaration.name}: ${declaration.sentence}`,
    n: 1,
    warmup: 0,
    // deno bench calls this more than once, and a study is run once. It awaits
    // only what is declared async.
    fn: async () => await (outcome ??= checkAlone(declaration)),
  });
  return declaration;
}

/** Checks one claim for `deno bench`, whose arguments follow `--`. */
async function checkAlone(declaration: Claim): Promise<void> {
  const { checkClaims } = await import("../run/check_claims.ts");
  const { machineDefaults } = await import(
    "../run/settings/machine_defaults.ts"
  );
  const { readSettings } = await import("../run/settings/settings.ts");
  const settings = await readSettings(Deno.args, machineDefaults());
  const { departures } = await checkClaims([declaration], {
    ...settings,
    out: `${settings.out}/${declaration.name}`,
  }, { args: Deno.args });
  if (departures.length > 0) throw new AssertionError(departures.join("\n\n"));
}
