/** Made-up runs, for the tests of their history. */
import type {
  DocumentClaim,
  DocumentStatement,
  RunDocument,
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
  settings?: Partial<RunDocument["trials"][number]["result"]["spec"]>;
  /** What its claim has beside the usual. */
  claim?: Partial<DocumentClaim>;
  /** What its assertions have beside the usual. */
  statement?: Partial<DocumentStatement>;
  /** What it was computed with beside the usual. */
  environment?: Partial<RunDocument["environment"]>;
  /** @default {true} */
  isComplete?: boolean;
}

/** The document of a run of a day. */
export function madeUpRun(options: MadeUpRun): RunDocument {
  const { day, verdict = "supported", gain: point = 0.5 } = options;
  const { settings, environment, isComplete = true } = options;
  const document = madeUpDocument(options);
  const estimate = {
    point,
    lower: point - 0.1,
    upper: point + 0.1,
    level: 0.95,
    runs: 6,
  };
  return {
    ...document,
    isComplete,
    environment: {
      ...document.environment,
      began: `2026-01-${String(day).padStart(2, "0")}T12:00:00.000Z`,
      ...environment,
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
      result: { ...result, spec: { ...result.spec, ...settings } },
    })),
  };
}

/** The history of runs, from folders named `a`, `b` and so on. */
export function historyOf(...runs: readonly RunDocument[]): VerdictHistory {
  return verdictHistory(
    runs.map((run, at) => recordRun(run, String.fromCharCode(97 + at))),
  );
}
