/**
 * What a run found of a claim, statement by statement: a part of the run
 * document.
 */
import { z } from "zod";
import { VERDICTS } from "../statistics/verdict.ts";

const share = z.number().min(0).max(1);
const name = z.string().min(1);
const count = z.int().min(0);

/** What an assertion can come to. */
export const verdict = z.enum(VERDICTS);

/** The schema of an estimate with its interval. */
export const estimate = z.strictObject({
  point: z.number().describe("what was measured, in the unit of the assertion"),
  lower: z.number().nullable()
    .describe("lower end of its interval; none where it has no end"),
  upper: z.number().nullable()
    .describe("upper end of its interval; none where it has no end"),
  level: share.describe("level of the interval"),
  runs: count.describe("seeds that it is made of"),
});

/** One score of a contrast. */
const term = z.strictObject({
  /** The cell of the claim. */
  cell: name,
  weight: z.number(),
  /** A key of the metrics of an evaluation. */
  metric: name,
  /** How the trained network was used. */
  inference: name,
  /** The epoch after which it is measured. */
  epoch: z.int().min(1),
  /**
   * If given, the score is the first epoch after which the metric is at least
   * this.
   */
  reaches: z.number().optional(),
  /** The least and the most that the score can be; absent for no end. */
  min: z.number().optional(),
  max: z.number().optional(),
});

/** What the statistics saw of one seed. */
const seedValue = z.strictObject({
  seed: z.int(),
  /** `null` where a trial failed. */
  value: z.number().nullable(),
  /** The score of each term; `null` where its trial failed. */
  scores: z.array(z.number().nullable()),
  /** The id of each term's trial. */
  trials: z.array(name),
});

/** The numbers of one condition of a statement, seed by seed. */
const series = z.strictObject({
  /** Tells it from the others of its statement; empty for a lone one. */
  label: z.string(),
  /** The site that it was measured at. */
  site: name,
  /** What a value can be; absent where it has no largest one. */
  bounds: z.strictObject({ lower: z.number(), upper: z.number() }).optional(),
  terms: z.array(term).min(1),
  seeds: z.array(seedValue),
});

/** The schema of how many seeds an open assertion wants. */
export const wanted = z.strictObject({
  least: count.describe("fewest seeds that may decide it, if it is open"),
  most: count.optional()
    .describe("seeds that are likely to decide it; none for no end"),
});

/** Natural logarithm of an e-value: 0 is "1 to 1". */
export const logEvidence = z.number();

/**
 * The schema of {@linkcode DocumentEvidence}: what the bets on an assertion came
 * to, at the seed where they stopped.
 */
export const evidence = z.strictObject({
  support: logEvidence
    .describe("evidence for it: natural logarithm of the e-value"),
  contradiction: logEvidence
    .describe("evidence against it: natural logarithm of the e-value"),
  bar: z.number().min(1)
    .describe("e-value that its verdict took, or would take"),
  together: count.optional()
    .describe("assertions that share its promise: with many, it takes more"),
  /**
   * `open`: the run ended before it was decided. `given-up`: its seeds would not
   * have decided it. `spent`: it had all seeds.
   */
  state: z.enum(["open", "decided", "given-up", "spent"])
    .describe("whether it is decided, and why not"),
  /** Whether it counts as two in its family. */
  isTouching: z.boolean(),
  isBoth: z.boolean()
    .describe("whether the opposite verdict is right as well"),
  isStarred: z.boolean()
    .describe("whether its verdict is one of those that are all free of error"),
  /** About how many seeds would decide it. */
  wanted: wanted.optional(),
  firstMean: z.number().optional()
    .describe("estimate at the first look, which no stopping has moved"),
  /** `support[seed]` and so on: the same after each seed. */
  path: z.strictObject({
    support: z.array(logEvidence),
    contradiction: z.array(logEvidence),
  }),
});

/** What fresh seeds said of a verdict that was not the expected one. */
const confirmation = z.strictObject({
  firstSeed: z.int().describe("first of the fresh seeds of a departure"),
  estimate: estimate.optional(),
  evidence: evidence.optional(),
  detail: z.string().optional(),
  verdict: verdict.describe("verdict of the fresh seeds"),
  reason: z.string().optional(),
  /** Whether it differs from the expected verdict as well. */
  isDeparture: z.boolean(),
});

/**
 * How an assertion differs from what was reviewed of it.
 *
 * - `rules`: another thing is asserted or measured, or it is decided by other
 *   rules: its scores are the reviewed ones, and the verdict is not;
 * - `opposite`: supported where it was contradicted, or the other way round;
 * - `lost`: open, where a third of the seeds had been enough to decide it;
 * - `notice`: open, where it had been decided late, or decided, where it had
 *   been open. Chance does that now and then.
 */
const departure = z.strictObject({
  check: z.enum(["rules", "opposite", "lost", "notice"])
    .describe("by which check the verdict is not as reviewed"),
  /** In one sentence without its full stop. */
  says: name.describe("what is not as reviewed"),
});

/** The schema of a {@linkcode DecidedStatement}. */
export const decided = z.strictObject({
  name: name.describe("name of the assertion, or of the measure"),
  says: name.describe("what is asserted, or measured"),
  kind: name.describe("how it is decided, or measured"),
  /** `reported` for a measure: it decides nothing. */
  role: z.enum(["primary", "control", "extension", "reported"])
    .describe("what it is for"),
  /** The sites' names, joined by ` + `. */
  place: name.describe("where it was checked: data set and network"),
  /** The names of the sites. */
  sites: z.array(name).min(1),
  bound: z.number().optional()
    .describe("what the estimate is asserted to exceed"),
  margin: z.number().optional()
    .describe("smallest difference of practical interest"),
  unit: name.optional()
    .describe("unit of bound, margin and estimate; none for scores"),
  /** What no bet on its seeds rules out, and their mean. */
  estimate: estimate.optional(),
  /** Absent for a measure, and before the first look. */
  evidence: evidence.optional(),
  detail: z.string().optional().describe("what else is to be known"),
  seeds: count.describe(
    "trainings of each cell, at each site, that it goes by",
  ),
  failed: count.describe(
    "of these, without a number: bets and interval count them as the worst, " +
      "the estimate leaves them out",
  ),
  verdict: verdict.optional()
    .describe("what came out; none for what is only measured"),
  expected: verdict.optional().describe("the verdict that was reviewed"),
  /** Absent where it is as reviewed, or was not. */
  departure: departure.optional(),
  reason: z.string().optional()
    .describe("why it cannot be supported, or has no estimate"),
  again: confirmation.optional(),
});

/** An assertion or a measure of a claim, and what was found. */
const statement = decided.extend({ series: z.array(series) });

/** The schema of a {@linkcode DocumentClaim}. */
export const claim = z.strictObject({
  name: name.describe("name of the claim"),
  sentence: name.describe("what the claim says"),
  source: name.describe("where it says so"),
  role: z.enum(["primary", "control", "extension"]),
  verdict: verdict.describe("what all its assertions came to"),
  /** What its own verdict took: a promise on assertions is none on claims. */
  evidence: z.strictObject({
    drawn: verdict.describe("what its assertions say"),
    support: logEvidence,
    contradiction: logEvidence,
    bar: z.number().min(1)
      .describe("e-value that its verdict took, or would take"),
    /** Whether the run was stopped while it got more seeds. */
    isGoingOn: z.boolean().optional(),
  }).optional(),
  /** What it trains for each seed, in its own order. */
  cells: z.array(name),
  statements: z.array(statement),
});

/** A claim of a {@linkcode RunDocument}. */
export type DocumentClaim = z.infer<typeof claim>;

/** A statement of a {@linkcode DocumentClaim}. */
export type DocumentStatement = z.infer<typeof statement>;

/** A {@linkcode DocumentStatement} without its numbers seed by seed. */
export type DecidedStatement = z.infer<typeof decided>;

/** The numbers of one condition of a {@linkcode DocumentStatement}. */
export type Series = z.infer<typeof series>;

/** One score of a {@linkcode Series}. */
export type SeriesTerm = z.infer<typeof term>;

/** What the statistics saw of one seed of a {@linkcode Series}. */
export type SeedValue = z.infer<typeof seedValue>;

/** An estimate with its interval, whose ends are `null` where it has none. */
export type DocumentEstimate = z.infer<typeof estimate>;

/** What the bets on an assertion came to. */
export type DocumentEvidence = z.infer<typeof evidence>;

/** How an assertion differs from what was reviewed of it. */
export type Departure = z.infer<typeof departure>;
