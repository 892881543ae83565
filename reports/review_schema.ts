/** How a run compares with what was reviewed: a part of the run document. */
import { z } from "zod";
import { logEvidence } from "./claim_schema.ts";

const name = z.string().min(1);
const count = z.int().min(0);

/** The schema of what scores are of that a run is compared with. */
export const scoredCell = z.strictObject({
  /** Such as `"gain/with"`: cells that share their trials are one. */
  cells: z.array(name).min(1),
  /** Where they were trained. */
  site: name,
  /** What was measured, as in the terms of a series. */
  metric: name,
  inference: name,
  epoch: z.int().min(1),
  reaches: z.number().optional(),
});

/** The scores of a cell, beside those of the same seeds that were reviewed. */
const comparedCell = scoredCell.extend({
  /** Scores that both have. */
  seeds: count,
  /** The mean of them, then and now; absent where all failed. */
  reviewed: z.number().optional(),
  now: z.number().optional(),
  /** The largest change that is of no interest. */
  margin: z.number(),
  /** That it has changed. */
  evidence: logEvidence,
  isChanged: z.boolean(),
});

/** How the scores of a run compare with those that were reviewed. */
export const review = z.strictObject({
  /** Whether all scores that both have are the same to the bit. */
  isSame: z.boolean(),
  /** Whether the evidence of a change is enough for an alarm. */
  isChanged: z.boolean(),
  /** That any cell has changed: the mean over the cells. */
  evidence: logEvidence,
  /** Scores that both have, in all cells. */
  scores: count,
  cells: z.array(comparedCell).min(1),
});

/** How the scores of a run compare with those that were reviewed. */
export type DocumentReview = z.infer<typeof review>;

/** The scores of a cell, beside those that were reviewed. */
export type ComparedCell = z.infer<typeof comparedCell>;
