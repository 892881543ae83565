/** Made-up runs, for the tests of their history. */
import type { TrialOrigin, TrialSpec } from "../../bench/trials/trial.ts";
import {
  DOCUMENT_FILE,
  type DocumentClaim,
  type DocumentStatement,
  type RunDocument,
} from "../../reports/document.ts";
import {
  recordRun,
  type VerdictHistory,
  verdictHistory,
} from "../../reports/verdict_history.ts";
import type { Verdict } from "../../statistics/verdict.ts";
import { type MadeUp, madeUpDocument } from "./_document.ts";

/** How a made-up run differs from the usual. */
export interface MadeUpRun extends MadeUp {
  /** The day of January 2026 on which it began, at noon. */
  day: number;
  /** @default {"supported"} */
  verdict?: Verdict;
  /** The mean gain, with an interval of 0.1 each way. @default {0.5} */
  gain?: number;
  /** What its trials were trained with beside the usual. */
  spec?: Partial<TrialSpec>;
  /** What its trials were computed from beside the usual. */
  origin?: Partial<TrialOrigin>;
  /** What its claim and statements have beside the usual. */
  claim?: Partial<DocumentClaim>;
  statement?: Partial<DocumentStatement>;
  /** What it was computed with beside the usual. */
  environment?: Partial<RunDocument["environment"]>;
  /** What else it has beside the usual. */
  run?: Partial<RunDocument>;
}

/** The document of a run with one claim. */
export function madeUpRun(options: MadeUpRun): RunDocument {
  const { day, verdict = "supported", gain = 0.5, run } = options;
  const document = madeUpDocument(options);
  const { seeds } = document.settings;
  const estimate = {
    point: gain,
    lower: gain - 0.1,
    upper: gain + 0.1,
    level: 0.95,
    runs: seeds,
  };
  return {
    ...document,
    environment: {
      ...document.environment,
      began: `2026-01-${String(day).padStart(2, "0")}T12:00:00.000Z`,
      ...options.environment,
    },
    claims: document.claims.map((claim) => ({
      ...claim,
      ...options.claim,
      statements: claim.statements.map((statement) => ({
        ...statement,
        verdict,
        estimate,
        ...options.statement,
      })),
    })),
    trials: document.trials.map(({ id, result }) => ({
      id,
      result: {
        ...result,
        spec: { ...result.spec, ...options.spec },
        origin: { ...result.origin!, ...options.origin },
      },
    })),
    ...run,
  };
}

/** Writes runs into folders of their own, named `a`, `b` and so on. */
export async function writeRuns(
  folder: string,
  runs: readonly RunDocument[],
): Promise<void> {
  for (const [at, run] of runs.entries()) {
    await writeDocument(`${folder}/${String.fromCharCode(97 + at)}`, run);
  }
}

/** Writes the document of a run alone, into a folder that is made. */
export async function writeDocument(
  folder: string,
  document: RunDocument,
): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const text = JSON.stringify(document);
  await Deno.writeTextFile(`${folder}/${DOCUMENT_FILE}`, text);
}

/** The history of runs, whose folders are named `a`, `b` and so on. */
export function historyOf(...runs: readonly RunDocument[]): VerdictHistory {
  return verdictHistory(
    runs.map((run, at) => recordRun(run, String.fromCharCode(97 + at))),
  );
}
