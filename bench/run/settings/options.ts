/** The options of `deno task bench`: those of trial fields, and all others. */
import { z } from "zod";
import { DATASETS } from "../../../datasets/registry.ts";
import { ENGINE_NAMES } from "../../../models/engines/engine.ts";
import { NETWORK_NAMES } from "../../../models/networks/network.ts";
import { FORMAT_OPTIONS } from "../../../reports/formats/formats.ts";
import { type ProfileName, PROFILES } from "../../study/profiles.ts";
import { NAMED_WEIGHTS, PUBLISHED } from "../data/named_weights.ts";
import { FIELD_OPTIONS } from "./field_options.ts";
import { GivenOptions } from "./given_options.ts";
import {
  COUNT,
  DURATION,
  fitting,
  FRACTION,
  list,
  type OptionTable,
  path,
  SEED_COUNT,
  SHARD,
  text,
} from "./option.ts";

/** Seconds that a trial may take, unless told otherwise. */
export const TIMEOUT_SECONDS = 3600;

const profile = fitting(z.enum(Object.keys(PROFILES) as ProfileName[]));

/** Why some outputs and some ways to run do not go together. */
const WHY = {
  decidesNothing: "a shard decides nothing",
  runsNothing: "nothing is run",
  tellsAll: "nothing would be printed",
};

/** The options that no field has, by their names. */
const RUN_OPTIONS = {
  profile: {
    group: "checks",
    kind: profile,
    help: "what is checked, where and how often; one of these",
    otherwise: "quick; standard with --dataset",
    notes: Object.entries(PROFILES).map(([name, { title, seeds, epochs }]) =>
      `${name}: ${title}; ${seeds.first}..${seeds.most} seeds, ` +
      `${epochs} epochs`
    ),
    decidesTrials: true,
  },
  filter: {
    group: "checks",
    kind: list("A,B"),
    help: "claims whose name has A or B in it, or assertions, such as " +
      "gain/headline; or all",
    otherwise: "all; with --images, those that the answer needs",
    decidesTrials: true,
  },
  seeds: {
    group: "checks",
    kind: SEED_COUNT,
    help: "train each cell on A seeds, then more until its assertions and " +
      "claims are decided or given up, B at most; or N: train each on N seeds",
    otherwise: "by profile",
    decidesTrials: true,
  },
  dataset: {
    group: "data",
    kind: list("NAME,NAME"),
    help: "data sets: " + DATASETS.map(({ name }) => name).join(", "),
    otherwise: "by profile",
    decidesTrials: true,
    excludes: { images: "choose one of them" },
  },
  data: {
    group: "data",
    kind: path("DIR"),
    help: "local copies of the files of published data sets",
    otherwise: "FINALBN_DATA",
    decidesTrials: true,
  },
  images: {
    group: "data",
    kind: path("DIR"),
    help: "your own images: a folder, or a zip file, with a folder for each " +
      "class; a network from ImageNet is tuned to them, unless --model or " +
      "--profile says otherwise",
    decidesTrials: true,
  },
  labels: {
    group: "data",
    kind: text("FILE"),
    help: "a CSV with the class of each of your images: columns file and " +
      "label, and group and split if you have them",
    otherwise: "labels.csv at the top, if there is one",
    decidesTrials: true,
  },
  groups: {
    group: "data",
    kind: text("WHICH"),
    help: "which of your images show the same thing, such as a patient: a " +
      "CSV with the columns file and group; or folder, for folders inside " +
      "the class folders; or '/(pattern)/', whose part in parentheses is " +
      "the group",
    otherwise: "folder, if there are some",
    decidesTrials: true,
  },
  "follow-links": {
    group: "data",
    help: "follow symbolic links among your images wherever they lead",
    decidesTrials: true,
  },
  "one-per-group": {
    group: "data",
    help: "draw each rare training image from another group",
    decidesTrials: true,
    changesVerdicts: true,
  },
  majority: {
    group: "data",
    kind: text("A,B"),
    help: "classes that are common in training: names or numbers; quote a " +
      `name with a comma: '"a, b",c'`,
    otherwise: "by data set",
    decidesTrials: true,
    changesVerdicts: true,
  },
  minority: {
    group: "data",
    kind: text("C,D"),
    help: "classes that are rare in training",
    otherwise: "by data set",
    decidesTrials: true,
    changesVerdicts: true,
  },
  prevalence: {
    group: "data",
    kind: FRACTION,
    help: "the share of rare images in use, for precision and false alarms",
    otherwise: "their share of your images",
  },
  model: {
    group: "training",
    kind: list("NAME,NAME"),
    help: `networks: ${NETWORK_NAMES.join(", ")}`,
    otherwise: "by profile",
    decidesTrials: true,
  },
  weights: {
    group: "training",
    kind: path("FILE|NAME"),
    help: "published weights that training starts from: a .safetensors or " +
      ".pth file with the names of torchvision or timm, or one of " +
      [PUBLISHED, ...Object.keys(NAMED_WEIGHTS)].join(", "),
    otherwise: "none",
    decidesTrials: true,
    changesVerdicts: true,
  },
  engine: {
    group: "machine",
    kind: fitting(z.enum(ENGINE_NAMES)),
    help: "what trains: tensorflow, or wasm, which is slower and needs only " +
      "npm",
    otherwise: "tensorflow, if there is one",
  },
  device: {
    group: "machine",
    kind: fitting(z.enum(["auto", "cpu", "gpu"])),
    help: "where it computes: auto, cpu, gpu",
    otherwise: "auto",
  },
  workers: {
    group: "machine",
    kind: COUNT,
    help: "trainings side by side",
    otherwise: "one per core, or per GPU",
  },
  queue: {
    group: "machine",
    kind: text("URL"),
    help: "the queue that trials go through: redis://host:6379, or rediss:// " +
      "for TLS",
    otherwise: "FINALBN_QUEUE",
  },
  memory: {
    group: "machine",
    kind: COUNT,
    help: "MiB of memory that each worker may hold",
    otherwise: "its share",
  },
  timeout: {
    group: "machine",
    kind: COUNT,
    help: "seconds that one training may take",
    otherwise: `${TIMEOUT_SECONDS}`,
  },
  "max-time": {
    group: "machine",
    kind: DURATION,
    help: "after that time, finish what runs and give the verdicts so far",
    otherwise: "no end",
  },
  "fail-fast": {
    group: "machine",
    help: "stop at the first failure or unexpected verdict",
  },
  store: {
    group: "kept",
    kind: path("FILE"),
    help: "where trials are kept, so that none is run twice",
    otherwise: "in the cache",
  },
  fresh: { group: "kept", help: "run all trials again" },
  "any-engine": {
    group: "kept",
    help: "reuse kept trials of other engines and processors, too",
  },
  explain: {
    group: "kept",
    help: "say for each trial whether it is run, and why",
  },
  "dry-run": { group: "kept", help: "count trials and time, and run nothing" },
  shard: {
    group: "kept",
    kind: SHARD,
    help: "run one of N parts; see deno task merge --help",
  },
  out: {
    group: "outputs",
    kind: path("DIR"),
    help: "where the reports go",
    otherwise: "reports/latest",
  },
  quiet: {
    group: "outputs",
    help: "print only verdicts and errors",
    excludes: { "dry-run": WHY.tellsAll, explain: WHY.tellsAll },
  },
  json: {
    group: "outputs",
    help: "print events on standard output, one JSON text a line",
    excludes: {
      "dry-run": WHY.runsNothing,
      shard: WHY.decidesNothing,
      explain: "standard output is for events",
    },
  },
  confirm: {
    group: "outputs",
    help: "try an unexpected verdict again on fresh seeds: it counts only if " +
      "it is unexpected again",
    excludes: {
      "fail-fast": "a run that stops at once confirms nothing",
      shard: WHY.decidesNothing,
      "dry-run": WHY.runsNothing,
    },
  },
  expect: {
    group: "outputs",
    kind: path("FILE"),
    help: "compare with what deno task accept --expect FILE recorded",
    otherwise: "what is recorded for the profile",
  },
  strict: {
    group: "outputs",
    help: "fail on an inconclusive verdict, even if it is expected",
  },
} as const satisfies OptionTable;

/** The options that ask for an output format. */
const FORMATS: OptionTable = Object.fromEntries(
  FORMAT_OPTIONS.map(({ name, value, help }) => [name, {
    group: "outputs",
    kind: path(value),
    help,
    excludes: {
      "dry-run": WHY.runsNothing,
      shard: "it is written where the shards are merged",
    },
  }]),
);

/** All options, by their names. */
export const OPTIONS: typeof RUN_OPTIONS & OptionTable = {
  ...RUN_OPTIONS,
  ...FORMATS,
  ...FIELD_OPTIONS,
};

/** The options of a command line of `deno task bench`. */
export type BenchOptions = GivenOptions<typeof OPTIONS>;

/**
 * Reads the options of `deno task bench`.
 *
 * @param args The arguments after the task's name.
 * @throws {UsageError} For an unknown option, one that is given twice or has no
 * value, and for two that exclude each other.
 */
export function readOptions(args: readonly string[]): BenchOptions {
  return new GivenOptions(args, { table: OPTIONS, command: "deno task bench" });
}
