/**
 * What a kind of statement knows of itself. Each kind is one file of this
 * folder, named like it, and listed in `mod.ts`: a new kind takes no other
 * edit. Whoever has a statement asks `kindOf(statement)`, and never looks at
 * the name of its kind:
 *
 * - planning asks for its `conditions`, `leastConditions`, `leastSites` and
 *   `seedsToSupport`;
 * - deciding asks a measure for its `estimate`, and an assertion for its
 *   `quantity` and its `wager`;
 * - reports ask for its `figure`, and what its verdicts have `shown`, with a
 *   statement of the run document (`KINDS[statement.kind]`);
 * - `labs/calibration/` simulates its `calibration`.
 */
import type { z } from "zod";
import type { Figure } from "../../../reports/figures/drawing.ts";
import type { BoundedTerm, Bounds } from "../../../statistics/bounds.ts";
import type { Estimate } from "../../../statistics/estimate.ts";
import type { Quantity } from "../../../statistics/mean_quantity.ts";
import type { Verdict } from "../../../statistics/verdict.ts";
import type { Wager } from "../../../statistics/wager.ts";
import type { Condition } from "../contrast.ts";

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

/** A verdict that shows something. */
export type Shown = Exclude<Verdict, "inconclusive">;

/** What every kind knows. */
export interface AnyKind<
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
   * What else there is to know, such as where a peak is; one line.
   *
   * @param sites Of each site; one site, unless the kind has `leastSites`.
   * @default {nothing}
   */
  detail?(
    statement: Statement,
    sites: readonly SiteScores[],
  ): string | undefined;
  /** What its estimate is. @default {"mean"} */
  noun?: string;
  /** Whether its estimate has no unit, whatever its scores have. */
  isRatio?: true;
  /** How it is drawn. @default {it has no picture of its own} */
  figure?: Figure;
  /**
   * What each verdict has shown, in words that say no more than it has.
   * @default {it has no verdicts}
   */
  shown?(
    statement: { bound?: number | undefined; margin?: number | undefined },
  ): Record<Shown, string>;
  /**
   * The same in a few characters, such as `">0"`, behind the verdict.
   * @default {it has no verdicts}
   */
  brief?(
    statement: { bound?: number | undefined; margin?: number | undefined },
  ): Record<Shown, string>;
}

/** A kind of statement that is measured, and decides nothing. */
export interface MeasureKind<
  Schema extends z.ZodType,
  Statement = z.infer<Schema>,
> extends AnyKind<Schema, Statement> {
  /** What the numbers say; nothing if no seed has any. */
  estimate(statement: Statement, site: SiteScores): Estimate | undefined;
  /** Why there may be no estimate. @default {no seed has a number} */
  unknown?: string;
}

/** A kind of statement that decides a claim. */
export interface AssertionKind<
  Schema extends z.ZodType,
  Statement = z.infer<Schema>,
> extends AnyKind<Schema, Statement> {
  /**
   * What it is about: an unknown number, with the bets on it.
   *
   * @param sites Of each site; one site, unless the kind has `leastSites`.
   */
  quantity(statement: Statement, sites: readonly SiteScores[]): Quantity;
  /** The bets that support the statement, and those that contradict it. */
  wager(statement: Statement, quantity: Quantity): Wager;
  /**
   * The fewest seeds that can support it, whatever they score.
   *
   * @param bounds What its quantity can be.
   * @default {a few}
   */
  seedsToSupport?(statement: Statement, bounds: Bounds): number;
  shown: NonNullable<AnyKind<Schema, Statement>["shown"]>;
  brief: NonNullable<AnyKind<Schema, Statement>["brief"]>;
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
}
