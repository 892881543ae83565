/**
 * The run document: everything that a run found, as one value.
 *
 * What computes ends here, and what shows begins here: a run writes the
 * document once, as `run.json`; formats, the page and the terminal are
 * functions of it; comparisons and histories are functions of several.
 */
import { z } from "zod";
import { trialResult } from "../bench/trials/trial.ts";
import { claim } from "./claim_schema.ts";
import { review } from "./review_schema.ts";

/**
 * Raised with every change after which what was written before cannot be read.
 */
export const DOCUMENT_VERSION = 2;

/** The name of its file, in the folder of a run. */
export const DOCUMENT_FILE = "run.json";

const name = z.string().min(1);
const count = z.int().min(0);

/** The schema of a {@linkcode DocumentSite}. */
export const site = z.strictObject({
  /** Such as `"leaves small-cnn"`. */
  name,
  dataset: name.describe("name of the data set"),
  model: name.describe("the network"),
  majority: z.array(name).describe("classes that are common in training"),
  minority: z.array(name).describe("classes that are rare in training"),
  majorityCount: count.meta({
    description: "training images of each majority class",
    unit: "images",
  }),
  minorityCount: count.meta({
    description: "training images of each minority class",
    unit: "images",
  }),
  /** Whether each seed has training and test images that no other has. */
  hasOwnImages: z.boolean(),
  /** The site in one line. */
  description: name,
});

/** When a run looks for verdicts. */
const schedule = z.strictObject({
  /** Seeds before the first look. */
  first: z.int().min(1),
  /** Seeds that each later round adds. */
  step: z.int().min(1),
  /** Seeds before the last look. */
  most: z.int().min(1),
});

/** What the run was asked for. */
const settings = z.strictObject({
  /** The profile whose reviewed verdicts the run is compared with, if any. */
  profile: name.optional(),
  /** What was called, such as `deno task bench`. */
  command: name,
  /** The options that decide its trials, as a shell takes them. */
  options: z.string().optional(),
  /**
   * Of its other options, those that commands about the run repeat; no
   * passwords.
   */
  otherOptions: z.string().optional(),
  /** Parts of the names of the claims; empty for all of them. */
  filter: z.array(z.string()),
  seeds: count,
  schedule,
  /** The first seed: all runs take the same ones, in the same order. */
  firstSeed: z.int().min(1),
  sites: z.array(site),
  /** Absent where the images are not the user's own. */
  own: z.strictObject({
    /** The share of rare images where networks are used, if it was said. */
    prevalence: z.number().min(0).max(1).optional(),
  }).optional(),
});

/** What the run was computed with. Its trials say what each was trained on. */
const environment = z.strictObject({
  /** When the run began, in ISO 8601: kept trials are older. */
  began: z.iso.datetime(),
  suite: name,
  /** Versions of packages, by name. */
  packages: z.record(z.string(), z.string()),
  deno: name,
  system: name,
  processor: z.string().optional(),
  threads: count,
  memoryBytes: count,
});

/** Pictures of what networks were trained on, a strip of images a class. */
const sample = z.strictObject({
  dataset: name,
  className: name,
  /** Images in the strip, side by side. */
  count: z.int().min(1),
  /** Of the strip, in pixels. */
  width: z.int().min(1),
  height: z.int().min(1),
  /** The strip, as a PNG in base64. */
  png: z.base64(),
});

/** What could not be checked, and why. */
const leftOut = z.strictObject({
  claim: name,
  /** The site; absent where it is about all of them. */
  site: name.optional(),
  reason: name,
});

/** A picture of images side by side. */
const strip = z.strictObject({
  width: z.int().min(1),
  height: z.int().min(1),
  /** A PNG, in base64. */
  png: z.base64(),
});

/** What is known of the images of a data set, as they were split. */
const images = z.strictObject({
  dataset: name,
  classes: z.array(z.strictObject({
    name,
    train: count,
    test: count,
    /** Leaves, patients or others that the images are of, if any is known. */
    groups: count.optional(),
  })),
  /** Such as what was left out, and why. */
  notes: z.array(z.string()),
  /** Absent where each seed has images of its own. */
  nearCopies: z.strictObject({
    /** Test images that were looked at. */
    tested: count,
    /** Of these, with an image in training that looks nearly the same. */
    found: count,
    /** The most alike: the test image, then the training image. */
    pairs: z.array(strip),
  }).optional(),
});

/** The schema of a {@linkcode RunDocument}. */
export const runDocument = z.strictObject({
  format: z.literal("finalbn-run"),
  version: z.literal(DOCUMENT_VERSION),
  settings,
  environment,
  /** Whether the run came to its end; a part of one decides less. */
  isComplete: z.boolean(),
  /** In the order of the run. */
  claims: z.array(claim),
  leftOut: z.array(leftOut),
  /** Absent where no score of the run was reviewed. */
  review: review.optional(),
  /** Every trial of the run once. */
  trials: z.array(z.strictObject({ id: name, result: trialResult })),
  samples: z.array(sample),
  /** Each data set once. */
  images: z.array(images),
});

/** Everything that a run found. */
export type RunDocument = z.infer<typeof runDocument>;

/** A trial of a {@linkcode RunDocument}. */
export type DocumentTrial = RunDocument["trials"][number];

/** Where claims were checked, as a {@linkcode RunDocument} tells of it. */
export type DocumentSite = RunDocument["settings"]["sites"][number];

/** What could not be checked, and why. */
export type LeftOut = RunDocument["leftOut"][number];

export type {
  DecidedStatement,
  Departure,
  DocumentClaim,
  DocumentEstimate,
  DocumentEvidence,
  DocumentStatement,
  SeedValue,
  Series,
  SeriesTerm,
} from "./claim_schema.ts";
export type { ComparedCell, DocumentReview } from "./review_schema.ts";
