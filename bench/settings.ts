/** What a user can ask of a run, read from the command line and checked once. */
import { parseArgs } from "@std/cli/parse-args";
import { classIndex } from "../datasets/dataset.ts";
import { findDataset } from "../datasets/registry.ts";
import type { Device } from "../models/tensorflow/locate.ts";
import type { TrialSpec } from "./trials/trial.ts";

/** Everything that decides a run: the trials, but for arm and seed, and more. */
export interface Settings extends Omit<TrialSpec, "head" | "seed"> {
  /** Trainings of each arm. */
  seeds: number;
  /** Part of the name of the claims to check; all if left out. */
  filter: string | undefined;
  /** The folder that has the files of the data set. */
  data: string | undefined;
  /** The folder that the reports are written to. */
  out: string;
  device: Device;
  workers: number;
  /** Whether an inconclusive verdict fails the run. */
  strict: boolean;
}

/** A command line that cannot be followed. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The text of `--help`. */
export const HELP = `Checks the paper's claims, and writes CSV reports.

deno task bench [options]

What is checked
  --filter TEXT          claims whose name has TEXT in it     [all]
  --seeds N              trainings of each arm                [20]

On what
  --dataset NAME         leaves, mnist, fashion-mnist         [leaves]
  --data DIR             the folder with the data set's files
  --majority A,B         classes that are common in training  [by data set]
  --minority C,D         classes that are rare in training    [by data set]
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
`;

const STRINGS = [
  "filter",
  "seeds",
  "dataset",
  "data",
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
 * @param options The number of workers to use unless told otherwise.
 * @returns The settings, with class names as the data set spells them.
 * @throws {UsageError} For an unknown option, data set or class, or a number
 * out of its range, with what is wanted.
 */
export function readSettings(
  args: readonly string[],
  options: { cores: number },
): Settings {
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
  const entry = asUsage(() => findDataset(text("dataset") ?? "leaves"));
  const names = (name: "majority" | "minority") => {
    const given = text(name);
    if (given === undefined) return [...entry.roles[name]];
    return given.split(",").map((wanted) => {
      const index = asUsage(() => classIndex(entry, wanted.trim()));
      return entry.classes[index] as string;
    });
  };
  return {
    dataset: entry.name,
    majority: names("majority"),
    minority: names("minority"),
    majorityCount: number("majority-count", { minimum: 1, otherwise: 1000 }),
    minorityCount: number("minority-count", { minimum: 1, otherwise: 10 }),
    testCount: 1000,
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
    data: text("data"),
    out: text("out") ?? "reports/latest",
    device: readDevice(text("device")),
    workers: number("workers", { minimum: 1, otherwise: options.cores }),
    strict: flags.strict === true,
  };
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
