/**
 * One sentence of the paper, what is trained to test it, and what decides it.
 *
 * A bench file declares a claim and exports it: data, and nothing that runs.
 * `deno task bench` collects the claims of all bench files, and `bench/bench.ts`
 * registers them with `deno bench`.
 */
import { z } from "zod";
import { didYouMean } from "./nearest.ts";
import { schemaProblems } from "./_schema_problems.ts";
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

/** Small letters, digits and hyphens, as in the names of files and options. */
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

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
  name: name.regex(KEBAB, {
    error: ({ input }) =>
      "wanted small letters, digits and hyphens, such as batch-size, got " +
      JSON.stringify(input),
  }),
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
 * Declares a claim. It is read, and refused if it is wrong, where it is checked.
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
 * });
 * assertEquals([name, assertions.length], ["gain", 1]);
 * ```
 */
export function claim(declaration: Claim): Claim {
  return declaration;
}

/** How a claim is read. */
export interface ReadClaimOptions {
  /** What it may go by. @default {REFERENCE_PROTOCOL} */
  protocol?: Protocol;
  /** The file that exports it, for messages. @default {none is named} */
  from?: string;
}

/**
 * Reads what a bench file exports, under a protocol.
 *
 * @throws {TypeError} If it is no claim, or the claim speaks of a cell that it
 * does not have; it says where, what is wanted, and what was found.
 */
export function readClaim(
  file: BenchFile | undefined,
  { protocol = REFERENCE_PROTOCOL, from }: ReadClaimOptions = {},
): Claim {
  const value: unknown = typeof file === "function" ? file(protocol) : file;
  const [place, step] = from === undefined ? ["", ""] : [
    ` in ${from}`,
    ". Next step: mend the file, or move it out of bench/",
  ];
  if (typeof value !== "object" || value === null) {
    const got = value === undefined ? "nothing" : String(value);
    throw new TypeError(
      `Cannot read the claim${place}: wanted export default claim({...}), got ` +
        got + step,
    );
  }
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const name = "name" in value ? ` ${JSON.stringify(value.name)}` : "";
  const problems = schemaProblems(error, { schema, value }).join("; ");
  throw new TypeError(
    `Cannot read the claim${name}${place}: ${problems}${step}`,
  );
}

/** Whether there is no largest value that a score can have. */
function isEndless({ metric = "minorityF1", reaches }: Score): boolean {
  return reaches === undefined && METRIC_TITLES[metric].range === undefined;
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
      const path = [part, at];
      const { name } = statement;
      const fault = (message: string) =>
        context.addIssue({ code: "custom", path, message });
      if (taken.has(name)) fault("another statement has the same name");
      taken.add(name);
      const scores = kindOf(statement).conditions(statement)
        .flatMap(({ of }) => of);
      const unknown = scores.find(({ cell }) => !(cell in cells));
      if (unknown !== undefined) {
        fault(
          `there is no cell ${JSON.stringify(unknown.cell)}; ` +
            didYouMean(unknown.cell, Object.keys(cells)) + "the cells are " +
            Object.keys(cells).map((name) => JSON.stringify(name)).join(", "),
        );
      }
      const endless = scores.find(isEndless);
      if (isAssertion(statement) && endless !== undefined) {
        fault(
          `${endless.metric} has no largest value, so nothing can be asserted ` +
            "of it; it can be a measure",
        );
      }
    }
  }
}
