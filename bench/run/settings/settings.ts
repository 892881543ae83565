/** What a user can ask of a run, read from the command line and checked once. */
import { parseArgs } from "@std/cli/parse-args";
import {
  ENGINE_NAMES,
  type EngineName,
} from "../../../models/engines/engine.ts";
import type { Device } from "../../../models/engines/tensorflow/locate.ts";
import { cacheDirectory } from "../../../models/engines/tensorflow/locate.ts";
import { readDuration, readNumber, readShard } from "./_read_value.ts";
import type { NumberRange } from "./_read_value.ts";
import {
  OUTPUT_FLAGS,
  OUTPUT_STRINGS,
  type OutputSettings,
  readOutput,
} from "./read_output.ts";
import { type ProfileName, PROFILES } from "../../study/profiles.ts";
import { FACTORS, listOf, readSites } from "./read_sites.ts";
import { readWeights } from "./read_weights.ts";
import type { Site } from "../../study/site.ts";
import type { Shard } from "../../trials/plan.ts";
import { UsageError } from "../../study/usage_error.ts";

/** Everything that a run is asked to do. */
export interface Settings extends OutputSettings {
  /** The profile whose reviewed verdicts the run is held against, if any. */
  profile: ProfileName | undefined;
  /** Where claims are checked. */
  sites: readonly Site[];
  /**
   * The published weights that networks start from, by name or by path; the
   * sites have `scratch` until {@linkcode openRun} knows their hash.
   */
  weights: string | undefined;
  /** Trainings of each cell. */
  seeds: number;
  /** Parts of the names of the claims to check; all if there are none. */
  filter: readonly string[];
  /** The folder that has the files of the data set; else they are fetched. */
  data: string | undefined;
  /** The folder, or zip, of the user's own images. */
  images: string | undefined;
  /** The folder that the reports are written to. */
  out: string;
  /** What trains; TensorFlow, if it is to be had, where it is left out. */
  engine: EngineName | undefined;
  /** What it computes on. */
  device: Device;
  /** Trainings side by side. */
  workers: number;
  /** The URL of the queue that trials go through; they run here if left out. */
  queue: string | undefined;
  /** Bytes that a worker may hold; its share of the machine if left out. */
  memoryBytes: number | undefined;
  /** Seconds that a trial may take. */
  timeoutSeconds: number;
  /** Seconds after which no trial is begun. */
  maxSeconds: number | undefined;
  /** Whether the run stops at the first failure or unexpected verdict. */
  failFast: boolean;
  /** The file that trials are kept in. */
  store: string;
  /** Whether what is kept is ignored. */
  fresh: boolean;
  /** Whether trials of other engines are used too. */
  anyEngine: boolean;
  /** Whether it is said of each trial why it is run or not. */
  explain: boolean;
  /** Whether nothing is run. */
  dryRun: boolean;
  /** The part of the run that is to be run. */
  shard: Shard | undefined;
  /** Whether an inconclusive verdict fails the run. */
  strict: boolean;
}

/** What the machine and its environment say. */
export interface SettingsDefaults {
  /** Processor cores: the number of workers that compute on them. */
  cores: number;
  /** GPUs: the number of workers where there are any, and they are used. */
  gpus?: number | undefined;
  /** The folder with local copies of published data sets: `FINALBN_DATA`. */
  data?: string | undefined;
  /** The queue that trials go through: `FINALBN_QUEUE`. */
  queue?: string | undefined;
}

/** Seconds that a trial may take, unless told otherwise. */
export const TIMEOUT_SECONDS = 3600;

const STRINGS = [
  "profile",
  "filter",
  "seeds",
  "dataset",
  "data",
  "images",
  "model",
  ...FACTORS,
  "engine",
  "device",
  "workers",
  "queue",
  "memory",
  "timeout",
  "max-time",
  "store",
  "shard",
  "out",
  ...OUTPUT_STRINGS,
];

const FLAGS = [
  "fail-fast",
  "fresh",
  "any-engine",
  "explain",
  "dry-run",
  "strict",
  ...OUTPUT_FLAGS,
];

/**
 * Reads the command line.
 *
 * @param args The arguments after the task's name.
 * @param options What is used unless told otherwise.
 * @returns The settings, with class names as the data set spells them.
 * @throws {UsageError} For an unknown option, data set or class, or a number
 * out of its range, with what is wanted.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readSettings } from "./settings.ts";
 * const args = ["--dataset", "mnist", "--minority", "7", "--seeds", "30"];
 * const { seeds, sites, workers } = await readSettings(args, { cores: 2 });
 * assertEquals([seeds, workers], [30, 2]);
 * assertEquals(sites[0]?.minority, ["7"]);
 * ```
 */
export async function readSettings(
  args: readonly string[],
  options: SettingsDefaults,
): Promise<Settings> {
  assertWords(args);
  const flags = parseArgs(args, {
    string: STRINGS,
    collect: STRINGS,
    boolean: FLAGS,
    unknown: (argument: string) => {
      throw new UsageError(
        `Cannot understand ${argument}: see deno task bench --help`,
      );
    },
  });
  const text = (name: string) => {
    const [value, ...others] = flags[name] as string[];
    if (others.length > 0) {
      throw new UsageError(`Cannot use --${name}: it is given twice`);
    }
    if (value === "") {
      throw new UsageError(`Cannot use --${name}: it needs a value`);
    }
    return value;
  };
  const number = (name: string, range: NumberRange) =>
    readNumber(name, text(name), range);
  const shard = readShard(text("shard"));
  const out = text("out") ?? outOf(shard);
  const memory = text("memory");
  const engine = readEngine(text("engine"));
  const device = readDevice(text("device"));
  const images = text("images");
  const name = readProfile(text("profile"));
  const profile = PROFILES[name];
  const seeds = number("seeds", { minimum: 1, otherwise: profile.seeds });
  const isReviewed = seeds === profile.seeds && images === undefined &&
    FACTORS.every((factor) => text(factor) === undefined);
  const filter = text("filter");
  return {
    profile: isReviewed ? name : undefined,
    sites: await readSites(text, profile),
    weights: readWeights(text, profile),
    seeds,
    filter: filter === undefined ? [] : listOf(filter),
    data: text("data") ?? (images === undefined ? options.data : undefined),
    images,
    out,
    engine,
    device,
    workers: number("workers", {
      minimum: 1,
      otherwise: defaultWorkers({ engine, device }, options),
    }),
    queue: text("queue") ?? options.queue,
    memoryBytes: memory === undefined
      ? undefined
      : number("memory", { minimum: 1, otherwise: 0 }) * 2 ** 20,
    timeoutSeconds: number("timeout", {
      minimum: 1,
      otherwise: TIMEOUT_SECONDS,
    }),
    maxSeconds: readDuration("max-time", text("max-time")),
    failFast: flags["fail-fast"] === true,
    store: text("store") ?? storeOf(shard, out),
    fresh: flags.fresh === true,
    anyEngine: flags["any-engine"] === true,
    explain: flags.explain === true,
    dryRun: flags["dry-run"] === true,
    shard,
    strict: flags.strict === true,
    ...readOutput(text, (name) => flags[name] === true),
  };
}

/** Where the reports of a run, or of a part of one, go. */
function outOf(shard: Shard | undefined): string {
  return shard === undefined
    ? "reports/latest"
    : `reports/shard-${shard.shard}-of-${shard.shards}`;
}

/** A shard's store lies with its reports: both are carried to where it ends. */
function storeOf(shard: Shard | undefined, out: string): string {
  return `${shard === undefined ? cacheDirectory() : out}/trials.sqlite`;
}

/** Refuses what the parser would drop without a word. */
function assertWords(args: readonly string[]): void {
  for (const [at, argument] of args.entries()) {
    if (argument === "--") {
      throw new UsageError("Cannot understand --: options follow the task");
    }
    if (argument === "") {
      const option = args[at - 1] ?? "an empty argument";
      throw new UsageError(`Cannot use ${option}: it needs a value`);
    }
  }
}

/** One worker a GPU, where there are any and they are used; else one a core. */
export function defaultWorkers(
  { engine, device }: Pick<Settings, "engine" | "device">,
  { cores, gpus = 0 }: Pick<SettingsDefaults, "cores" | "gpus">,
): number {
  const usesGpus = engine !== "wasm" && device !== "cpu";
  return usesGpus && gpus > 0 ? gpus : cores;
}

function readProfile(text = "quick"): ProfileName {
  if (Object.hasOwn(PROFILES, text)) return text as ProfileName;
  throw new UsageError(
    `Cannot use --profile ${text}: wanted ${Object.keys(PROFILES).join(", ")}`,
  );
}

/** Reads `--engine`. */
export function readEngine(text: string | undefined): EngineName | undefined {
  const engine = ENGINE_NAMES.find((name) => name === text);
  if (text === undefined || engine !== undefined) return engine;
  throw new UsageError(
    `Cannot use --engine ${text}: wanted ${ENGINE_NAMES.join(" or ")}`,
  );
}

/** Reads `--device`. */
export function readDevice(text: string | undefined): Device {
  if (text === undefined) return "auto";
  if (text === "auto" || text === "cpu" || text === "gpu") return text;
  throw new UsageError(
    `Cannot use --device ${text}: wanted auto, cpu or gpu`,
  );
}
