/**
 * The verdicts that were reviewed, and that a run is held against.
 *
 * A verdict that differs from the paper stands here with its reason: it is a
 * finding, and a run that suddenly agrees with the paper is a departure too.
 */
import { z } from "zod";
import reviewed from "./expected.json" with { type: "json" };
import type { Settings } from "./settings.ts";
import type { Verdict } from "./statistics/verdict.ts";

/** The settings that verdicts were reviewed under: with others, none is known. */
const on = z.strictObject({
  dataset: z.string(),
  majority: z.array(z.string()),
  minority: z.array(z.string()),
  majorityCount: z.int(),
  minorityCount: z.int(),
  imageSize: z.int(),
  model: z.string(),
  momentum: z.number(),
  batchSize: z.int(),
  epochs: z.int(),
  seeds: z.int(),
});

const expectation = z.strictObject({
  verdict: z.enum(["supported", "contradicted", "inconclusive"]),
  /** Why it is not what the paper says; needed where it is not "supported". */
  reason: z.string().min(1).optional(),
}).refine(
  ({ verdict, reason }) => verdict === "supported" || reason !== undefined,
  { message: "a verdict that differs from the paper needs its reason" },
);

const expectations = z.array(z.strictObject({
  on,
  /** By `claim/assertion`. */
  verdicts: z.record(z.string(), expectation),
}));

/** The verdicts of one set of settings. */
export type Expectations = z.infer<typeof expectations>[number];

/**
 * Reads reviewed verdicts.
 *
 * @throws {z.ZodError} If they are not what they should be, or a verdict that
 * differs from the paper has no reason.
 */
export function readExpectations(json: unknown): Expectations[] {
  return expectations.parse(json);
}

/** The project's own. */
const REVIEWED = readExpectations(reviewed);

/**
 * The verdict that an assertion is expected to have.
 *
 * @param settings What it is run on, and how.
 * @param name The claim's name and the assertion's, such as `gain/positive`.
 * @param known Reviewed verdicts; the project's own unless told otherwise.
 * @returns Nothing where none was reviewed.
 */
export function expectedVerdict(
  settings: Settings,
  name: string,
  known: readonly Expectations[] = REVIEWED,
): Verdict | undefined {
  const names = Object.keys(on.shape) as (keyof typeof on.shape)[];
  const found = known.find((entry) =>
    names.every((name) =>
      JSON.stringify(entry.on[name]) === JSON.stringify(settings[name])
    )
  );
  return found?.verdicts[name]?.verdict;
}
