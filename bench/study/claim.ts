/**
 * One sentence of the paper, what is trained to test it, and what decides it.
 *
 * A bench file declares a claim and exports it: data, and nothing that runs.
 * `deno task bench` collects the claims of all bench files, and `bench/bench.ts`
 * registers them with `deno bench`.
 */
import { z } from "zod";
import { METRIC_TITLES } from "../trials/metric_titles.ts";
import { trialSpec } from "../trials/trial.ts";
import type { Score } from "./contrast.ts";
import {
  assertionSchema,
  isAssertion,
  kindOf,
  measureSchema,
} from "./kinds/mod.ts";

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

/** The schema of a claim, part by part. */
export const claimParts = z.strictObject({
  /** A short name, such as `"gain"`: the bench file's. */
  name,
  /** What the paper says, in one sentence. */
  sentence: name,
  /** Where it says so. */
  source: name,
  /**
   * What it is about: the paper; the suite itself; or something that the paper
   * does not have. The claims of a run that are about the same share a promise:
   * few of the verdicts on them are wrong.
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
});

const schema = claimParts.superRefine(checkStatements);

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

/** Whether there is no largest value that a score can have. */
function isEndless({ metric = "minorityF1", reaches }: Score): boolean {
  return reaches === undefined && METRIC_TITLES[metric].range === undefined;
}

/**
 * The claim of a bench file under a protocol.
 *
 * @throws {TypeError} If it is none.
 */
export function claimUnder(protocol: Protocol, file: BenchFile): Claim {
  return claim(typeof file === "function" ? file(protocol) : file);
}

/** What is wrong with the statements of a claim, taken together. */
function checkStatements(
  { cells, assertions, measures = [] }: z.infer<typeof claimParts>,
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
      const scores = kindOf(statement).conditions(statement)
        .flatMap(({ of }) => of);
      const unknown = scores.find(({ cell }) => !(cell in cells));
      if (unknown !== undefined) {
        fault(
          `"${name}" speaks of the cell "${unknown.cell}", and there are ` +
            Object.keys(cells).join(", "),
        );
      }
      const endless = scores.find(isEndless);
      if (isAssertion(statement) && endless !== undefined) {
        fault(
          `"${name}" asserts something of ${endless.metric}, which has no ` +
            "largest value: nothing can be bet on it. It can be a measure",
        );
      }
    }
  }
}
