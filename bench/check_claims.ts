/**
 * Checks claims: prepares the data and the engine, runs the trials, decides,
 * and writes the reports.
 */
import { classIndex, type DatasetProgress } from "../datasets/dataset.ts";
import { drawImbalanced } from "../datasets/draw.ts";
import { findEntry } from "../datasets/registry.ts";
import { cacheDirectory, hasNvidiaGpu } from "../models/tensorflow/locate.ts";
import { type ClaimRow, toClaimsCsv } from "../reports/claims_csv.ts";
import { onStandardError, Progress } from "../reports/progress.ts";
import {
  assertionLines,
  type ClaimSummary,
  summarize,
} from "../reports/summary.ts";
import { toTrialsCsv } from "../reports/trials_csv.ts";
import type { Claim } from "./claim.ts";
import { ensureLibrary } from "./ensure_library.ts";
import {
  type AssertionOutcome,
  decideClaim,
  pairedSpecs,
} from "./paired_study.ts";
import { armSummaries, claimRow, trialRows } from "./report_rows.ts";
import { type Settings, UsageError } from "./settings.ts";
import { minimumSeeds } from "./statistics/minimum_seeds.ts";
import {
  canonicalSpec,
  type TrialResult,
  type TrialSpec,
  type WorkerSource,
} from "./trials/trial.ts";
import { runTrials } from "./trials/worker_pool.ts";

/** What a run came to. */
export interface CheckOutcome {
  claims: ClaimRow[];
  /** Trials that ended, with or without a result. */
  trials: number;
  /** Trials without a result. */
  failedTrials: number;
  /** For each verdict that is not the expected one, why. */
  evidence: string[];
  /** Whether the run was stopped before its end. */
  interrupted: boolean;
}

/** Settings of {@linkcode checkClaims} that are not a matter of the claims. */
export interface CheckOptions {
  /** When aborted, running trials are finished and the reports are partial. */
  signal?: AbortSignal;
}

/**
 * Checks claims, shows how far it is on standard error, prints each claim's
 * summary, and writes `trials.csv` and `claims.csv`.
 *
 * @param claims What to check.
 * @param settings On what, how, and where the reports go.
 * @returns The verdicts.
 * @throws {UsageError} If the settings ask for what cannot be had: more images
 * than there are, or too few seeds to reach the level.
 * @throws {Error} If the data or the engine is missing or broken.
 */
export async function checkClaims(
  claims: readonly Claim[],
  settings: Settings,
  options: CheckOptions = {},
): Promise<CheckOutcome> {
  for (const claim of claims) assertSeeds(claim, settings);
  assertDevice(settings);
  await assertWritable(settings.out);
  const source = {
    data: settings.data,
    images: settings.images,
    cache: cacheDirectory(),
  };
  await prepareData(settings, source);
  const { path: library } = await ensureLibrary(settings.device);
  const results: TrialResult[] = [];
  const rows: ClaimRow[] = [];
  const evidence: string[] = [];
  try {
    for (const claim of claims) {
      const own: TrialResult[] = [];
      try {
        await runStudy(claim, own, {
          settings,
          library,
          source,
          ...options,
        });
      } finally {
        results.push(...own);
      }
      if (options.signal?.aborted) break;
      const outcomes = decideClaim(claim, own);
      const summary = {
        name: claim.name,
        sentence: claim.sentence,
        setting: describe(settings),
        assertions: outcomes.map(toSummary),
        arms: armSummaries(own),
      };
      console.log(summarize(summary) + "\n");
      evidence.push(...departures(summary));
      rows.push(
        ...outcomes.map((outcome) => claimRow(claim, settings, outcome)),
      );
    }
  } finally {
    // What was trained is kept, whatever stopped the rest; what an earlier run
    // left is not replaced by nothing.
    if (results.length > 0) await write(settings.out, results, rows);
  }
  return {
    claims: rows,
    trials: results.length,
    failedTrials: results.filter(({ status }) => status !== "ok").length,
    evidence,
    interrupted: options.signal?.aborted === true,
  };
}

/** For each verdict that is not the expected one, its evidence. */
function departures({ name, setting, assertions }: ClaimSummary): string[] {
  return assertions
    .filter(({ verdict, expected }) => verdict !== expected)
    .map((assertion) =>
      [`${name} on ${setting}`, ...assertionLines(assertion)].join("\n")
    );
}

function toSummary({ assertion, ...outcome }: AssertionOutcome) {
  return { ...assertion, ...outcome };
}

function assertSeeds({ name, level }: Claim, { seeds }: Settings): void {
  const needed = minimumSeeds(level);
  if (seeds >= needed) return;
  throw new UsageError(
    `Cannot decide ${name} with ${seeds} seeds: no result of so few can reach ` +
      `the level ${level}. Next step: --seeds ${needed} or more`,
  );
}

function assertDevice({ device }: Settings): void {
  if (device !== "gpu" || hasNvidiaGpu()) return;
  throw new Error(
    "Cannot compute on a GPU: no NVIDIA driver with a GPU is here. Next step: " +
      "install the driver (nvidia-smi must list the GPU), or --device cpu",
  );
}

/**
 * Fetches, decodes and draws once, so that bad input is said before anything is
 * trained, and workers find their images prepared.
 */
async function prepareData(
  settings: Settings,
  source: WorkerSource,
): Promise<void> {
  const { dataset: name, images, imageSize: size, majority, minority } =
    settings;
  const progress = new Progress(onStandardError);
  let last = "";
  const onProgress = ({ action, done, total, unit }: DatasetProgress) => {
    const of = total === undefined ? "" : ` of ${total}`;
    const text = `${action}: ${done}${of} ${unit}`;
    if (onStandardError.isTerminal) return progress.show(text);
    if (action !== last) progress.advance(action);
    last = action;
  };
  const { data, cache } = source;
  const dataset = await findEntry(name, images)
    .load({ data, images, cache, onProgress }, { size })
    .finally(() => progress.end());
  for (const note of dataset.notes) console.error(`note: ${name}: ${note}`);
  try {
    drawImbalanced(dataset, {
      ...settings,
      majority: majority.map((wanted) => classIndex(dataset, wanted)),
      minority: minority.map((wanted) => classIndex(dataset, wanted)),
      seed: 1,
    });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UsageError(
      `${cause.message}. Next step: change --majority, --minority or the ` +
        "counts of their images",
      { cause },
    );
  }
}

/** An unwritable folder is found before the trainings, not after. */
async function assertWritable(folder: string): Promise<void> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.remove(await Deno.makeTempFile({ dir: folder }));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `Cannot write reports to ${folder}: ${reason}. Next step: choose ` +
        "another folder with --out",
      { cause },
    );
  }
}

/** Runs the trials of a claim into `results`, and says how far it is. */
async function runStudy(
  claim: Claim,
  results: TrialResult[],
  options: CheckOptions & {
    settings: Settings;
    library: string;
    source: WorkerSource;
  },
): Promise<void> {
  const { settings, library, source, signal } = options;
  const specs = pairedSpecs(claim, settings);
  const progress = new Progress({
    total: specs.length,
    ...onStandardError,
  });
  progress.show(`${claim.name} starting`);
  try {
    for await (
      const result of runTrials(specs, {
        workers: settings.workers,
        library,
        device: settings.device,
        source,
        ...(signal === undefined ? {} : { signal }),
      })
    ) {
      results.push(result);
      progress.advance(`${claim.name} ${describeTrial(result)}`);
    }
  } finally {
    progress.end();
    sortLike(specs, results);
  }
}

/** Trials end in any order; reports do not depend on it. */
function sortLike(specs: readonly TrialSpec[], results: TrialResult[]): void {
  const order = new Map(specs.map((spec, at) => [canonicalSpec(spec), at]));
  const position = ({ spec }: TrialResult) =>
    order.get(canonicalSpec(spec)) ?? 0;
  results.sort((a, b) => position(a) - position(b));
}

function describeTrial({ spec, status, evaluations }: TrialResult): string {
  const score = evaluations[0]?.metrics.minorityF1.toFixed(3);
  const outcome = score === undefined ? status : `minority F1 ${score}`;
  return `${spec.head} seed ${spec.seed}: ${outcome}`;
}

function describe(settings: Settings): string {
  const { majority, minority, majorityCount, minorityCount } = settings;
  return `${settings.dataset}, ${majorityCount} of ${majority.join(" and ")} ` +
    `to ${minorityCount} of ${minority.join(" and ")}, ${settings.model}, ` +
    `${settings.epochs} epoch${settings.epochs === 1 ? "" : "s"}`;
}

async function write(
  folder: string,
  results: readonly TrialResult[],
  rows: readonly ClaimRow[],
): Promise<void> {
  const files = {
    "trials.csv": toTrialsCsv(results.flatMap(trialRows)),
    "claims.csv": toClaimsCsv(rows),
  };
  for (const [name, text] of Object.entries(files)) {
    // Renamed into place: a report is whole or the one before.
    await Deno.writeTextFile(`${folder}/${name}.part`, text);
    await Deno.rename(`${folder}/${name}.part`, `${folder}/${name}`);
  }
}
