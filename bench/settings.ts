/** What a user can ask of a run, read from the command line and checked once. */
import { parseArgs } from "@std/cli/parse-args";
import type { DatasetEntry } from "../datasets/dataset.ts";
import { listClasses, ownImages } from "../datasets/photographs.ts";
import { DATASETS, findDataset } from "../datasets/registry.ts";
import type { Device } from "../models/tensorflow/locate.ts";
import { readClassNames } from "./_class_names.ts";
import type { TrialSpec } from "./trials/trial.ts";

/** Everything that decides a run: the trials, but for arm and seed, and more. */
export interface Settings extends Omit<TrialSpec, "head" | "seed"> {
  /** Trainings of each arm. */
  seeds: number;
  /** Part of the name of the claims to check; all if left out. */
  filter: string | undefined;
  /** The folder that has the files of the data set; else they are fetched. */
  data: string | undefined;
  /** The folder, or zip, of the user's own images. */
  images: string | undefined;
  /** The folder that the reports are written to. */
  out: string;
  device: Device;
  workers: number;
  /** Whether an inconclusive verdict fails the run. */
  strict: boolean;
}

/** What the machine and its environment say. */
export interface SettingsDefaults {
  /** The number of workers. */
  cores: number;
  /** The folder with local copies of published data sets: `FINALBN_DATA`. */
  data?: string | undefined;
}

/** A command line that cannot be followed. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Names in lines of help, under the option that takes them. */
function wrapped(names: readonly string[]): string {
  const indent = " ".repeat(25);
  const lines: string[] = [];
  for (const name of names) {
    const line = lines.at(-1);
    const fits = line !== undefined && line.length + name.length < 77;
    if (fits) lines[lines.length - 1] = `${line}, ${name}`;
    else lines.push(indent + name);
  }
  return lines.join(",\n");
}

/** The text of `--help`. */
export const HELP = `Checks the paper's claims, and writes CSV reports.

deno task bench [options]

What is checked
  --filter TEXT          claims whose name has TEXT in it     [all]
  --seeds N              trainings of each arm                [20]

On what
  --dataset NAME         one of these                         [leaves]
${wrapped(DATASETS.map(({ name }) => name))}
  --data DIR             local copies of its files            [FINALBN_DATA]
  --images DIR           your own images: a folder, or a zip, with a folder
                         for each class
  --size N               pixels that photographs are resized to  [64]
  --majority A,B         classes that are common in training  [by data set]
  --minority C,D         classes that are rare in training    [by data set]
                         names or numbers; quote a comma: '"a, b",c'
  --majority-count N     training images of each              [1000]
  --minority-count N     training images of each              [10]

How it is trained
  --epochs N             passes over the training images      [10]
  --batch-size N         images a step                        [64]
  --momentum X           of the final layer's averages        [0.9]
  --device auto|cpu|gpu  what to compute on                   [auto]
  --workers N            trainings side by side               [one a core]

What comes out
  --out DIR              where the reports go                 [reports/latest]
  --strict               fail on an inconclusive verdict that is expected too

Exit codes: 0 all verdicts as expected; 1 a verdict differs; 2 usage;
3 inconclusive, as expected, under --strict; 4 a trial or the set-up failed;
130 interrupted.

FINALBN_DATA=DIR in the environment is a --data for every run; without either,
files are fetched once.
`;

const STRINGS = [
  "filter",
  "seeds",
  "dataset",
  "data",
  "images",
  "size",
  "majority",
  "minority",
  "majority-count",
  "minority-count",
  "epochs",
  "batch-size",
  "momentum",
  "device",
  "workers",
  "out",
];

/**
 * Reads the command line.
 *
 * @param args The arguments after the task's name.
 * @param options What is used unless told otherwise.
 * @returns The settings, with class names as the data set spells them.
 * @throws {UsageError} For an unknown option, data set or class, or a number
 * out of its range, with what is wanted.
 */
export async function readSettings(
  args: readonly string[],
  options: SettingsDefaults,
): Promise<Settings> {
  assertWords(args);
  const flags = parseArgs(args, {
    string: STRINGS,
    collect: STRINGS,
    boolean: ["strict"],
    unknown: (argument) => {
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
  const images = text("images");
  const entry = await chooseEntry(text("dataset"), images);
  const names = (name: "majority" | "minority") => {
    const given = text(name);
    if (given === undefined) return rolesOf(entry, name);
    return asUsage(() => readClassNames(entry, given));
  };
  return {
    dataset: entry.name,
    majority: names("majority"),
    minority: names("minority"),
    majorityCount: number("majority-count", { minimum: 1, otherwise: 1000 }),
    minorityCount: number("minority-count", { minimum: 1, otherwise: 10 }),
    testCount: 1000,
    imageSize: sizeOf(
      entry,
      number("size", {
        minimum: 4,
        below: 1025,
        otherwise: entry.imageShape[0],
      }),
    ),
    model: "small-cnn",
    momentum: number("momentum", {
      minimum: 0,
      below: 1,
      whole: false,
      otherwise: 0.9,
    }),
    batchSize: number("batch-size", { minimum: 2, otherwise: 64 }),
    epochs: number("epochs", { minimum: 1, otherwise: 10 }),
    learningRate: 1e-3,
    seeds: number("seeds", { minimum: 1, otherwise: 20 }),
    filter: text("filter"),
    data: text("data") ?? (images === undefined ? options.data : undefined),
    images,
    out: text("out") ?? "reports/latest",
    device: readDevice(text("device")),
    workers: number("workers", { minimum: 1, otherwise: options.cores }),
    strict: flags.strict === true,
  };
}

/** The data set, or the user's own images. */
async function chooseEntry(
  dataset: string | undefined,
  images: string | undefined,
): Promise<DatasetEntry> {
  if (images === undefined) {
    return asUsage(() => findDataset(dataset ?? "leaves"));
  }
  if (dataset !== undefined) {
    throw new UsageError(
      "Cannot use --dataset and --images together: choose one of them",
    );
  }
  return ownImages(images, await listClasses(images));
}

function rolesOf(entry: DatasetEntry, role: "majority" | "minority"): string[] {
  if (entry.roles[role].length > 0) return [...entry.roles[role]];
  throw new UsageError(
    `Cannot tell the ${role} classes of ${entry.title}: say --${role} A,B. ` +
      "The classes are " +
      entry.classes.map((name, index) => `${index} (${name})`).join(", "),
  );
}

function sizeOf(entry: DatasetEntry, size: number): number {
  if (entry.isResizable || size === entry.imageShape[0]) return size;
  throw new UsageError(
    `Cannot use --size ${size}: the images of ${entry.name} are of ` +
      `${entry.imageShape[0]} pixels`,
  );
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

interface NumberRange {
  minimum: number;
  below?: number;
  whole?: boolean;
  otherwise: number;
}

const DECIMAL = /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i;

function readNumber(
  name: string,
  text: string | undefined,
  { minimum, below, whole = true, otherwise }: NumberRange,
): number {
  if (text === undefined) return otherwise;
  const value = DECIMAL.test(text) ? Number(text) : NaN;
  const fits = value >= minimum && (below === undefined || value < below) &&
    (!whole || Number.isSafeInteger(value));
  if (fits) return value;
  const kind = whole ? "a whole number" : "a number";
  const limit = below === undefined ? "" : ` and below ${below}`;
  throw new UsageError(
    `Cannot use --${name} ${text}: wanted ${kind} of at least ` +
      `${minimum}${limit}`,
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

function asUsage<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UsageError(cause.message, { cause });
  }
}
