/** Runs of made-up claims, for the tests of runs. */
import { sha256 } from "../../../bench/trials/sha256.ts";
import { buildDocument } from "../../../bench/run/build_document.ts";
import { ClaimRun } from "../../../bench/run/claim_run.ts";
import { Session } from "../../../bench/run/session.ts";
import type { SeedPlan } from "../../../bench/run/settings/settings.ts";
import type { Reviewed } from "../../../bench/review/review_run.ts";
import { bothArms } from "../../../bench/study/arms.ts";
import type { Claim } from "../../../bench/study/claim.ts";
import { KeptTrials } from "../../../bench/trials/kept_trials.ts";
import type { Trial, TrialResult } from "../../../bench/trials/trial.ts";
import type { RunEvent } from "../../../reports/terminal/run_view.ts";
import type { RunDocument } from "../../../reports/document.ts";
import { noise, noiseSet } from "../_made_up_images.ts";
import { CLAIM, okTrial, settingsOf, siteOf, studyOf } from "../_trials.ts";
import { StubExecutor } from "../trials/_stub_executor.ts";
import { ORIGIN, TempStore } from "../trials/_temp_store.ts";

const { cells, gains } = bothArms({
  "batch 64": {},
  "batch 8": { batchSize: 8 },
});
const [large, small] = gains.map(({ of }) => of);

/** Two gains, of which one takes longer to be seen, and one that there is not. */
export const BATCHES: Claim = {
  ...CLAIM,
  name: "batches",
  cells,
  assertions: ["greater", "greater", "equivalent"].map((kind, at) =>
    kind === "greater"
      ? {
        kind: "greater" as const,
        name: `gain ${at}`,
        says: "mean gain > 0",
        of: at === 0 ? large! : small!,
        bound: 0,
        margin: 0.05,
      }
      : {
        kind: "equivalent" as const,
        name: "no gain",
        says: "mean gain is within 0.05 of 0",
        of: small!,
        margin: 0.05,
      }
  ),
};

const CLAIMS = [CLAIM, BATCHES];

export const SEEDS: SeedPlan = { first: 4, step: 2, most: 20, isFixed: false };

/** A number from 0 to 1 that a trial decides, and a new field does not. */
function chance({ spec }: Trial): number {
  const { seed, head, batchSize } = spec;
  const hash = sha256(JSON.stringify([seed, head, batchSize]));
  return parseInt(hash.slice(0, 8), 16) / 2 ** 32;
}

/** A gain that is large with batches of 64, and small with those of 8. */
function resultOf(trial: Trial) {
  const { head, batchSize } = trial.spec;
  const gain = head === "plain" ? 0 : batchSize === 64 ? 0.5 : 0.2;
  const f1 = 0.2 + gain + 0.2 * chance(trial);
  return { ...okTrial(trial.spec, f1), origin: ORIGIN };
}

/** Runs trials in an order, and may fail on the way. */
export class OrderedExecutor extends StubExecutor {
  constructor(
    readonly order: (trials: readonly Trial[]) => readonly Trial[],
    readonly onEnd: (ended: number) => void = () => {},
  ) {
    super();
  }

  /** What a trial comes to. */
  resultOf(trial: Trial): TrialResult {
    return resultOf(trial);
  }

  override async *run(
    trials: readonly Trial[],
    { signal }: { signal?: AbortSignal | undefined } = {},
  ) {
    for (const trial of this.order(trials)) {
      if (signal?.aborted) return;
      this.ran.push(trial.spec.seed);
      await Promise.resolve();
      yield this.resultOf(trial);
      this.onEnd(this.ran.length);
    }
  }
}

interface RunOptions {
  seeds?: SeedPlan;
  claims?: readonly Claim[] | undefined;
  signal?: AbortSignal;
  /** If given, the run is one of the quick profile, and confirms. */
  reviewed?: Reviewed;
}

export interface Ran {
  document: RunDocument;
  events: RunEvent[];
}

/** Runs the studies on a store with an executor, to its end or an abort. */
export async function runOn(
  temp: TempStore,
  executor: StubExecutor,
  { seeds = SEEDS, claims = CLAIMS, signal, reviewed }: RunOptions = {},
): Promise<Ran> {
  const events: RunEvent[] = [];
  const store = temp.open();
  const session = new Session({
    trials: new KeptTrials({ store, executor, originOf: () => ORIGIN }),
    store,
    engine: ORIGIN.engine,
    opened: executor,
  });
  const isReviewed = reviewed !== undefined;
  const settings = settingsOf({
    seeds,
    profile: isReviewed ? "quick" : undefined,
    confirm: isReviewed,
  });
  const run = new ClaimRun({
    rules: settings,
    reviewed: reviewed ?? { expectations: {}, scores: [] },
    session,
    studies: claims.map((claim) => studyOf(claim, { seeds: seeds.most })),
    sites: [siteOf()],
    view: { show: (event) => events.push(event), note() {}, end() {} },
    signal,
  });
  const set = noiseSet({ train: noise(1, 1), test: noise(1, 2) });
  const documentOf = () =>
    buildDocument({
      settings,
      began: new Date(0),
      opened: {
        sites: [],
        data: {
          source: { cache: "" },
          datasetOf: () => set,
          nearCopiesOf: () => undefined,
        },
        leftOut: [],
      },
    }, run.found);
  await run.train();
  return { document: documentOf(), events };
}

export const inOrder = (trials: readonly Trial[]) => trials;

/** A run that nothing stops. */
export async function straight(
  options: Pick<RunOptions, "seeds" | "claims"> = {},
): Promise<Ran> {
  using temp = new TempStore();
  return await runOn(temp, new OrderedExecutor(inOrder), options);
}
