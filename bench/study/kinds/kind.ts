/**
 * What a kind of statement knows of itself. Each kind is one file of this
 * folder, named like it, and listed in `mod.ts`: a new kind takes no other
 * edit. Whoever has a statement asks `kindOf(statement)`, and never looks at
 * the name of its kind:
 *
 * - planning asks for its `conditions`, `leastConditions`, `leastSites` and
 *   `leastSeeds`;
 * - deciding asks for its `evidence`, and, of an assertion, its verdict by
 *   `decide`;
 * - the page asks for its `figure`, with a statement of the run document
 *   (`KINDS[statement.kind]`);
 * - `labs/calibration/` simulates its `calibration`.
 */
import type { z } from "zod";
import type { Figure } from "../../../reports/figures/drawing.ts";
import type { BoundedTerm } from "../../../statistics/bounds.ts";
import type { Estimate } from "../../../statistics/estimate.ts";
import type { Quantity } from "../../../statistics/mean_quantity.ts";
import type { Verdict } from "../../../statistics/verdict.ts";
import type { Wager } from "../../../statistics/wager.ts";
import type { Condition } from "../contrast.ts";

/** What the numbers of a statement say. */
export interface Evidence {
  /** Absent where there is none to give. */
  estimate?: Estimate | undefined;
  /** Not adjusted for other tests. */
  p?: number | undefined;
  /**
   * No mean below it is ruled out, even if the seeds that were run have missed
   * something rare.
   */
  ceiling?: number | undefined;
  /** What else there is to know, such as where a peak is; one line. */
  detail?: string | undefined;
  /** Conditions at which a peak may be, by their labels. */
  peakSet?: readonly string[] | undefined;
  /** Why the verdict cannot be "supported", if it cannot. */
  obstacle?: string | undefined;
}

/** The numbers of a statement at one site, and what they can be. */
export interface SiteScores {
  /**
   * `scores[seed][condition]`, of the first seeds that were trained, failed or
   * not; `undefined` where a trial failed, or the metric has no value.
   */
  scores: readonly (readonly (number | undefined)[])[];
  /** `terms[condition]`: what each number is made of, with its ranges. */
  terms: readonly (readonly BoundedTerm[])[];
}

/** The numbers of one site: `values[seed][condition]`. */
export type Values = readonly (readonly number[])[];

/** A kind of statement that is measured, and decides nothing. */
export interface MeasureKind<
  Schema extends z.ZodType,
  Statement = z.infer<Schema>,
> {
  /** Of its statements, as a bench file writes them. */
  schema: Schema;
  /** The contrasts of a statement, with labels that tell them apart. */
  conditions(statement: Statement): Condition[];
  /**
   * The fewest conditions of an `along` that are enough: the others may be left
   * out, where the data cannot give them.
   * @default {all conditions are needed}
   */
  leastConditions?: number;
  /**
   * The fewest sites that are enough, of a kind that is about all sites
   * together.
   * @default {each site is decided by itself}
   */
  leastSites?: number;
  /**
   * What the numbers say.
   *
   * @param sites Of each site; one site, unless the kind has `leastSites`.
   * @param level Of the claim.
   */
  evidence(
    statement: Statement,
    sites: readonly Values[],
    level: number,
  ): Evidence;
  /** How it is drawn. @default {it has no picture of its own} */
  figure?: Figure;
}

/** Evidence that is enough to decide. */
export type Decidable =
  & Pick<Evidence, "ceiling">
  & { estimate: Estimate; p: number };

/** A kind of statement that decides a claim. */
export interface AssertionKind<
  Schema extends z.ZodType,
  Statement = z.infer<Schema>,
> extends MeasureKind<Schema, Statement> {
  /**
   * What it is about: an unknown number, with the bets on it.
   *
   * @param sites Of each site; one site, unless the kind has `leastSites`.
   */
  quantity(statement: Statement, sites: readonly SiteScores[]): Quantity;
  /** The bets that support the statement, and those that contradict it. */
  wager(statement: Statement, quantity: Quantity): Wager;
  /**
   * The verdict.
   *
   * @param evidence The p-value in it is adjusted for the other tests of the
   * run.
   */
  decide(statement: Statement, evidence: Decidable): Verdict;
  /**
   * The fewest seeds with which a result can reach the level.
   *
   * @param options How many assertions share the level.
   */
  leastSeeds(level: number, options: { family: number }): number;
  /** How `deno task calibrate` counts its wrong verdicts. */
  calibration: CalibrationExperiment<Statement>;
}

/** What is true in a simulated study, and what its interval should contain. */
export interface Truth {
  /** The true mean of each condition, or of each site. */
  means: readonly number[];
  value: number;
}

/** A statement, and truths for which its verdicts are simulated. */
export interface CalibrationExperiment<Statement> {
  /** Its contrasts are not looked at: the numbers are simulated. */
  statement: Statement;
  /** The last truth at which "supported" is wrong. */
  justFalse: Truth;
  /** The last truth at which "contradicted" is wrong. */
  justTrue: Truth;
  /** What should be found. */
  effect: Truth;
  /** Studies of each world and truth, by their seeds: about a second's worth. */
  studies(seeds: number): number;
}
