/**
 * One sentence of the paper, what is trained to test it, and what decides it.
 *
 * A bench file declares a claim and exports it: data, and nothing that runs.
 * `deno task bench` collects the claims of all bench files, and `bench/bench.ts`
 * registers them with `deno bench`.
 */
import { z } from "zod";
import { trialSpec } from "../trials/trial.ts";
import { assertionSchema, kindOf, measureSchema } from "./kinds/mod.ts";

const name = z.string().min(1);

const { seed: _, ...fields } = trialSpec.shape;

type FieldShape = {
  [Name in keyof typeof fields]: z.ZodExactOptional<(typeof fields)[Name]>;
};

const cell = z.strictObject({
  ...Object.fromEntries(
    Object.entries(fields).map(([name, schema]) => [
      name,
      schema.exactOptional(),
    ]),
  ) as FieldShape,
  /** Added to the seed, so that a cell shares nothing with the others. */
  seedOffset: z.int().min(0).exactOptional(),
  /**
   * How many classes of each role take part: those of the site first, then the
   * data set's others in their order, the minority's before the majority's, and
   * last those of the site's other role that are not needed there.
   */
  roles: z.strictObject({
    majority: z.int().min(1),
    minority: z.int().min(1),
  }).exactOptional(),
});

/** What one of the trainings of a seed changes of the site's settings. */
export type Cell = z.infer<typeof cell>;

const parts = z.strictObject({
  /** A short name, such as `"gain"`: the bench file's. */
  name,
  /** What the paper says, in one sentence. */
  sentence: name,
  /** Where it says so. */
  source: name,
  /**
   * What it is about: the paper; the suite itself; or something that the paper
   * does not have. The paper's assertions share the level of a run, and those
   * of other claims are decided each at its own.
   * @default {"primary"}
   */
  role: z.enum(["primary", "control", "extension"]).exactOptional(),
  /** What is trained for each seed, by name. */
  cells: z.record(name, cell).readonly(),
  /** What decides the claim, fixed before it is run. */
  assertions: z.array(assertionSchema).readonly(),
  /**
   * What is measured beside, and decides nothing.
   * @default {[]}
   */
  measures: z.array(measureSchema).readonly().exactOptional(),
  /** Confidence level of the intervals, and one less the level of the tests. */
  level: z.number().gt(0).lt(1),
});

const schema = parts.superRefine(checkStatements);

/** A claim, as a bench file declares it. */
export type Claim = z.infer<typeof schema>;

/** What of a run the trials of a claim may go by. */
export interface Protocol {
  /** Passes over the training images. */
  epochs: number;
  /** Whether claims along many values take all of them, or a few. */
  grid: "full" | "thin";
}

/** The protocol that numbers are compared under. */
export const REFERENCE_PROTOCOL: Protocol = { epochs: 10, grid: "full" };

/** What a bench file exports: a claim, or the claim under each protocol. */
export type BenchFile = Claim | ((protocol: Protocol) => Claim);

/**
 * Declares a claim.
 *
 * @param declaration The claim.
 * @returns The same claim, for the file to export.
 * @throws {TypeError} If a part of it is not what it should be, or it speaks of
 * a cell that it does not have.
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
  const { success, data, error } = schema.safeParse(declaration);
  if (success) return data;
  const faults = error.issues.map(({ path, message }) =>
    `${path.join(".")}: ${message}`
  );
  const named = `the claim "${declaration?.name ?? "without a name"}"`;
  throw new TypeError(`Cannot read ${named}: ${faults.join("; ")}`);
}

/** What is wrong with the statements of a claim, taken together. */
function checkStatements(
  { cells, assertions, measures = [] }: z.infer<typeof parts>,
  context: z.RefinementCtx,
): void {
  const taken = new Set<string>();
  const statements = { assertions, measures };
  for (const [part, own] of Object.entries(statements)) {
    for (const [at, statement] of own.entries()) {
      const path = [part, at, "name"];
      const { name } = statement;
      const fault = (message: string) =>
        context.addIssue({ code: "custom", path, message });
      if (taken.has(name)) fault(`another statement is called "${name}" too`);
      taken.add(name);
      const unknown = kindOf(statement).conditions(statement)
        .flatMap(({ of }) => of).find(({ cell }) => !(cell in cells));
      if (unknown === undefined) continue;
      fault(
        `"${name}" speaks of the cell "${unknown.cell}", and there are ` +
          Object.keys(cells).join(", "),
      );
    }
  }
}
