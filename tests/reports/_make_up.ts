/** Trials and statements, made by hand, for the tests of this folder. */
import {
  trialOf,
  type TrialResult,
  type TrialSpec,
} from "../../bench/trials/trial.ts";
import { contrastBounds } from "../../statistics/bounds.ts";
import { DEFAULT_FIELDS } from "../../bench/trials/default_fields.ts";
import { MARGIN_EDGES } from "../../models/metrics/margins.ts";
import { FALSE_ALARM_RATES } from "../../models/metrics/ranking.ts";
import type {
  DocumentStatement,
  DocumentTrial,
  Series,
  SeriesTerm,
} from "../../reports/document.ts";

/** What a cell of the made-up claims changes of the usual trial. */
export type Cell = Partial<TrialSpec>;

/** The two arms. */
export const ARMS = {
  without: { head: "plain" },
  with: { head: "final-batch-norm" },
} as const satisfies Readonly<Record<string, Cell>>;

/** A term of a contrast; what is left out is as usual. */
export type Term = Partial<SeriesTerm> & Pick<SeriesTerm, "cell">;

/** One term minus another. */
export function difference(term: Term, other: Term): Term[] {
  return [{ ...term, weight: 1 }, { ...other, weight: -1 }];
}

/** With the layer minus without it. */
export const GAIN = difference({ cell: "with" }, { cell: "without" });

const EPOCHS = 3;

/** What trials are asked for, where nothing else is said. */
const USUAL: Omit<TrialSpec, "dataset" | "model" | "seed"> = {
  ...DEFAULT_FIELDS,
  majority: ["healthy"],
  minority: ["spot"],
  testCount: 500,
  imageSize: 32,
  epochs: EPOCHS,
  checkpoints: [1, 2],
};

/** The name of a made-up trial: hexadecimal digits. */
function idOf(text: string): string {
  let hash = 7;
  for (const letter of text) {
    hash = (hash * 31 + letter.charCodeAt(0)) % 2 ** 31;
  }
  return hash.toString(16).padStart(12, "0");
}

/** Trains nothing: makes up trials, each once, and statements about them. */
export class MakeUp {
  readonly seeds: readonly number[];
  readonly #trials = new Map<string, DocumentTrial>();
  readonly #minority: readonly string[];
  readonly #failed: readonly number[];

  /**
   * @param options How many seeds there are, of which of them the training with
   * the layer failed, and the rare classes.
   */
  constructor(
    { seeds = 6, failed = [], minority = ["spot"] }: {
      seeds?: number;
      failed?: readonly number[];
      minority?: readonly string[];
    } = {},
  ) {
    this.#failed = failed;
    this.seeds = Array.from({ length: seeds }, (_, at) => at + 1);
    this.#minority = minority;
  }

  /** All that were made up so far. */
  get trials(): DocumentTrial[] {
    return [...this.#trials.values()];
  }

  /** A trial of a cell at a site. */
  trial(site: string, cell: Cell, seed: number): DocumentTrial {
    const id = idOf(`${site} ${JSON.stringify(cell)} ${seed}`);
    const known = this.#trials.get(id);
    if (known !== undefined) return known;
    const [dataset, model] = site.split(" ") as ["leaves", "small-cnn"];
    const minority = [...this.#minority];
    const spec = { ...USUAL, minority, dataset, model, ...cell, seed };
    const isFailed = spec.head !== "plain" && this.#failed.includes(seed);
    const result = isFailed ? failedResult(spec) : resultOf(spec);
    const trial = { id, result };
    this.#trials.set(id, trial);
    return trial;
  }

  /** The numbers of a condition at a site. */
  series(
    terms: readonly Term[],
    { site, cells = ARMS, label = "" }: {
      site: string;
      cells?: Readonly<Record<string, Cell>>;
      label?: string;
    },
  ): Series {
    const whole = terms.map((term): SeriesTerm => ({
      weight: 1,
      metric: "minorityF1",
      inference: "as-trained",
      epoch: EPOCHS,
      min: term.reaches === undefined ? term.metric === "mcc" ? -1 : 0 : 1,
      max: term.reaches === undefined ? 1 : EPOCHS,
      ...term,
    }));
    const bounds = contrastBounds(whole.map(({ weight, min, max }, at) => ({
      key: `${at}`,
      weight,
      min: min!,
      max: max!,
    })));
    const seeds = this.seeds.map((seed) => {
      const trials = whole.map(({ cell }) =>
        this.trial(site, cells[cell] ?? {}, seed)
      );
      const scores = whole.map((term, at) => scoreOf(trials[at]!, term));
      const value = scores.reduce<number | null>(
        (sum, score, at) =>
          sum === null || score === null
            ? null
            : sum + whole[at]!.weight * score,
        0,
      );
      return { seed, value, scores, trials: trials.map(({ id }) => id) };
    });
    return { label, site, bounds, terms: whole, seeds };
  }

  /** A statement about series; what is left out is as usual. */
  statement(
    series: readonly Series[],
    changes: Partial<DocumentStatement>,
  ): DocumentStatement {
    const sites = [...new Set(series.map(({ site }) => site))];
    return {
      name: "positive",
      says: "mean gain in minority F1 > 0",
      kind: "greater",
      role: "primary",
      place: sites.join(" + "),
      sites,
      bound: 0,
      margin: 0.05,
      estimate: {
        point: 0.5,
        lower: 0.4,
        upper: 0.6,
        level: 0.95,
        runs: this.seeds.length,
      },
      evidence: evidenceOf(this.seeds.length),
      seeds: this.seeds.length,
      failed: this.#failed.length,
      verdict: "supported",
      expected: "supported",
      series: [...series],
      ...changes,
    };
  }
}

/** Evidence that grew with the seeds, and was enough. */
function evidenceOf(
  seeds: number,
): NonNullable<DocumentStatement["evidence"]> {
  const support = Array.from({ length: seeds }, (_, at) => (at + 1) * 0.8);
  const contradiction = support.map((log) => -log / 2);
  return {
    support: support.at(-1)!,
    contradiction: contradiction.at(-1)!,
    bar: 40,
    state: "decided",
    isTouching: false,
    isBoth: false,
    isStarred: false,
    firstMean: 0.45,
    path: { support, contradiction },
  };
}

/** What a trial scored; nothing if it failed. */
function scoreOf(
  { result }: DocumentTrial,
  { metric, inference, epoch, reaches }: SeriesTerm,
): number | null {
  const used = result.evaluations.filter((each) =>
    each.inference === inference
  );
  const valueOf = (at: TrialResult["evaluations"][number] | undefined) =>
    (at?.metrics as Partial<Record<string, unknown>> | undefined)?.[metric];
  const found = reaches === undefined
    ? valueOf(used.find((each) => each.epoch === epoch))
    : (used.find((each) => Number(valueOf(each)) >= reaches) ?? used.at(-1))
      ?.epoch;
  return typeof found === "number" ? found : null;
}

/** A training that was killed. */
function failedResult(spec: TrialSpec): TrialResult {
  return {
    ...resultOf(spec),
    status: "killed",
    reason: "SIGKILL",
    evaluations: [],
    losses: [],
    testCount: 0,
    trainSeconds: 0,
    origin: undefined,
  };
}

/** A result that depends on its spec alone. */
function resultOf(spec: TrialSpec): TrialResult {
  const isTreated = spec.head === "final-batch-norm";
  const score = isTreated
    ? 0.5 + (spec.seed % 7) / 20
    : (spec.seed % 3) / 10 + 1 / spec.batchSize;
  return {
    ...trialOf(spec),
    status: "ok",
    evaluations: Array.from({ length: EPOCHS }, (_, at) => at + 1).flatMap(
      (epoch) => {
        const trained = score * epoch / EPOCHS;
        const evaluation = (inference: "as-trained" | "layer-removed") => ({
          epoch,
          inference,
          metrics: metricsOf(
            inference === "as-trained" ? trained : trained / 2,
            spec,
          ),
        });
        return isTreated
          ? [evaluation("layer-removed"), evaluation("as-trained")]
          : [evaluation("as-trained")];
      },
    ),
    losses: [1, 0.5, 0.3],
    testCount: 500,
    trainSeconds: 1.5,
    started: "2026-01-31T12:00:00.000Z",
    host: "here",
    origin: {
      data: "d".repeat(64),
      code: "c".repeat(64),
      engine: {
        name: "tensorflow",
        version: "2.21.0",
        device: "cpu",
        instructionSet: "avx2",
      },
    },
  };
}

function metricsOf(
  score: number,
  { majority, minority }: TrialSpec,
): TrialResult["evaluations"][number]["metrics"] {
  const bins = Array.from({ length: 15 }, (_, at) => at);
  const isFull = (bin: number) => bin > 12;
  const named = [...majority, ...minority];
  const sides = MARGIN_EDGES.slice(1);
  return {
    classes: named.map(() => ({
      precision: score,
      recall: score,
      f1: score,
      support: 500,
    })),
    confusion: named.map((_, label) => named.map((_, at) => label + at)),
    minorityF1: score,
    macroF1: score,
    accuracy: 0.6,
    balancedAccuracy: 0.6,
    geometricMean: score,
    mcc: score / 2,
    minorityAuroc: (1 + score) / 2,
    minorityAveragePrecision: (1 + score) / 2,
    minorityBestF1: (2 + score) / 3,
    minorityRecallAtFalseAlarms: score,
    manyShotAccuracy: 0.9,
    fewShotAccuracy: score,
    roc: FALSE_ALARM_RATES.map((rate) => score + (1 - score) * rate),
    margins: {
      rare: sides.map((_, at) => at),
      common: sides.map((_, at) => sides.length - at),
    },
    confidence: 0.8,
    confidenceCorrect: 0.9 - score / 4,
    confidenceWrong: 0.6,
    accuracyMinusConfidence: -0.2,
    eceEqualWidth: 0.2,
    eceEqualMass: 0.2,
    aurocConfidence: 0.7,
    reliability: {
      count: bins.map((bin) => isFull(bin) ? 500 : 0),
      confidence: bins.map((bin) => isFull(bin) ? (bin + 0.5) / 15 : null),
      accuracy: bins.map((bin) => isFull(bin) ? 0.6 : null),
    },
    logLoss: 0.7,
    brier: 0.5,
  };
}
