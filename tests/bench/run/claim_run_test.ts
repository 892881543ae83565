/** What a run comes to depends on scores and schedule, and on nothing else. */
import { sha256 } from "../../../bench/trials/sha256.ts";
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { buildDocument } from "../../../bench/run/build_document.ts";
import { ClaimRun } from "../../../bench/run/claim_run.ts";
import { Session } from "../../../bench/run/session.ts";
import type { SeedPlan } from "../../../bench/run/settings/settings.ts";
import { acceptRun } from "../../../bench/review/accept_run.ts";
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
const BATCHES: Claim = {
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

const SEEDS: SeedPlan = { first: 4, step: 2, most: 20, isFixed: false };

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
class OrderedExecutor extends StubExecutor {
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

interface Ran {
  document: RunDocument;
  events: RunEvent[];
}

/** Runs the studies on a store with an executor, to its end or an abort. */
async function runOn(
  temp: TempStore,
  executor: StubExecutor,
  { seeds = SEEDS, signal, reviewed }: {
    seeds?: SeedPlan;
    signal?: AbortSignal;
    /** If given, the run is one of the quick profile, and confirms. */
    reviewed?: Reviewed;
  } = {},
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
    studies: [CLAIM, BATCHES]
      .map((claim) => studyOf(claim, { seeds: seeds.most })),
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

const inOrder = (trials: readonly Trial[]) => trials;

async function straight(seeds = SEEDS): Promise<Ran> {
  using temp = new TempStore();
  return await runOn(temp, new OrderedExecutor(inOrder), { seeds });
}

Deno.test("ClaimRun trains what is open, round by round", async () => {
  const { document, events } = await straight();
  const rounds = events.filter((event) => event.event === "round");
  assertEquals(rounds[0]!.open.length, 4);
  assertEquals([rounds[0]!.seeds, rounds[0]!.trials], [4, 16]);
  assertEquals(
    rounds.map(({ round, seeds }) => [round, seeds]),
    rounds.map((_, at) => [at + 1, 4 + 2 * at]),
  );
  for (const [at, { open }] of rounds.entries()) {
    const before = rounds[at - 1]?.open ?? open;
    assert(open.every((name) => before.includes(name)), `round ${at + 1}`);
  }
  // What is decided gets no more seeds.
  assert(rounds.at(-1)!.open.length < 4);
  const trained = document.trials.map(({ result }) => result.spec);
  const seedsOf = (size: number) =>
    new Set(
      trained.filter(({ batchSize }) => batchSize === size)
        .map(({ seed }) => seed),
    ).size;
  assert(seedsOf(64) < seedsOf(8));
  assertEquals(document.isComplete, true);
  // Verdicts are told as they fall, each once.
  const told = events.flatMap((event) =>
    event.event === "verdict" ? event.statement.name : []
  );
  assertEquals(told.toSorted(), ["gain 0", "gain 1", "no gain", "positive"]);
  const first = events.findIndex(({ event }) => event === "verdict");
  assertNotEquals(
    events.slice(first).findIndex((e) => e.event === "round"),
    -1,
  );
});

Deno.test("ClaimRun comes to the same in any order, and with any number of workers", async () => {
  const { document } = await straight();
  const orders: ((trials: readonly Trial[]) => readonly Trial[])[] = [
    (trials) => trials.toReversed(),
    (trials) => trials.toSorted((a, b) => a.key < b.key ? -1 : 1),
  ];
  for (const order of orders) {
    using temp = new TempStore();
    const other = await runOn(temp, new OrderedExecutor(order));
    assertEquals(other.document, document);
  }
});

Deno.test("ClaimRun comes to the same however often it is stopped or killed", async () => {
  const { document } = await straight();
  for (const every of [1, 3, 7, 16, 17]) {
    for (const how of ["stopped", "killed"]) {
      using temp = new TempStore();
      let last: Ran | undefined;
      for (let attempt = 0; last?.document.isComplete !== true; attempt++) {
        assert(attempt < 200, "it never comes to its end");
        const stop = new AbortController();
        const executor = new OrderedExecutor(inOrder, (ended) => {
          if (ended < every) return;
          if (how === "killed") throw new Error("killed");
          stop.abort();
        });
        try {
          last = await runOn(temp, executor, { signal: stop.signal });
        } catch (error) {
          assertEquals((error as Error).message, "killed");
        }
      }
      assertEquals(last.document, document, `${how} after ${every}`);
    }
  }
});

Deno.test("ClaimRun decides nothing by a round that did not come to its end", async () => {
  using temp = new TempStore();
  const stop = new AbortController();
  // In the second round.
  const executor = new OrderedExecutor(inOrder, (ended) => {
    if (ended === 19) stop.abort();
  });
  const { document } = await runOn(temp, executor, { signal: stop.signal });
  assertEquals(document.isComplete, false);
  assertEquals(document.trials.length, 19);
  const one = await straight({ ...SEEDS, first: 4, most: 4 });
  for (const [at, claim] of document.claims.entries()) {
    for (const [place, statement] of claim.statements.entries()) {
      const { seeds, estimate, series } = one.document.claims[at]!
        .statements[place]!;
      assertEquals(statement.seeds, 4);
      assertEquals(
        [statement.seeds, statement.estimate, statement.series],
        [seeds, estimate, series],
      );
    }
  }
});

Deno.test("ClaimRun looks at a fixed number of seeds as if they came in rounds, and gives nothing up", async () => {
  const fixed = await straight({ ...SEEDS, isFixed: true });
  assertEquals(fixed.events.filter(({ event }) => event === "round").length, 1);
  assertEquals(fixed.document.trials.length, 4 * 20);
  const { document } = await straight();
  const standsOf = ({ claims }: RunDocument) =>
    claims.flatMap(({ statements }) => statements)
      .map(({ verdict, seeds, evidence }) => ({ verdict, seeds, evidence }));
  const [first, second, ...givenUp] = standsOf(document);
  assertEquals(
    givenUp.map(({ seeds, evidence }) => [seeds, evidence?.state]),
    [[14, "given-up"], [12, "given-up"]],
  );
  const [one, other, ...spent] = standsOf(fixed.document);
  assertEquals([first!.seeds, second!.seeds], [12, 12]);
  assertEquals([one, other], [{ ...first!, seeds: 20 }, {
    ...second!,
    seeds: 20,
  }]);
  assertEquals(
    spent.map(({ seeds, evidence }) => [seeds, evidence?.state]),
    [[20, "spent"], [20, "spent"]],
  );
});

Deno.test("ClaimRun counts a trial that fails, and goes on", async () => {
  using temp = new TempStore();
  class Failing extends OrderedExecutor {
    override async *run(trials: readonly Trial[]) {
      for await (const result of super.run(trials)) {
        const isFailed = result.spec.seed === 2 && result.spec.head === "plain";
        yield isFailed
          ? { ...result, status: "diverged" as const, evaluations: [] }
          : result;
      }
    }
  }
  const { document } = await runOn(temp, new Failing(inOrder));
  assertEquals(document.isComplete, true);
  const [failing] = document.claims[0]!.statements;
  const [whole] = (await straight()).document.claims[0]!.statements;
  assertEquals([failing!.failed, whole!.failed], [1, 0]);
  // The score that is missing may have been the worst.
  assert(failing!.seeds > whole!.seeds);
});

/** So many that a verdict after a third of them can be firm. */
const LONG: SeedPlan = { ...SEEDS, most: 48 };

/** A run that is reviewed as it comes. */
async function reviewedRun(): Promise<Reviewed> {
  const { document } = await straight(LONG);
  return acceptRun({
    ...document,
    settings: { ...document.settings, profile: "quick" },
  }, { reviewed: { expectations: {}, scores: [] }, reason: "made up" });
}

/** The gains are gone on seeds that are told. */
class Lossy extends OrderedExecutor {
  constructor(readonly isLost: (seed: number) => boolean) {
    super(inOrder);
  }

  override resultOf(trial: Trial): TrialResult {
    const { head, seed } = trial.spec;
    const isGone = head !== "plain" && this.isLost(seed);
    // As far up as down, so that there is neither gain nor loss.
    return isGone
      ? { ...okTrial(trial.spec, 0.2 + (seed % 2) / 5), origin: ORIGIN }
      : super.resultOf(trial);
  }
}

Deno.test("ClaimRun finds the same scores as were reviewed, and confirms nothing", async () => {
  using temp = new TempStore();
  const reviewed = await reviewedRun();
  const executor = new OrderedExecutor(inOrder);
  const options = { reviewed, seeds: LONG };
  const { document } = await runOn(temp, executor, options);
  assertEquals(document.review?.isSame, true);
  const departures = document.claims.flatMap(({ statements }) => statements)
    .map(({ departure }) => departure);
  assertEquals(departures, departures.map(() => undefined));
  assert(Math.max(...executor.ran) < 1_000_000);
});

Deno.test("ClaimRun tries a lost verdict on fresh seeds, and bets on with them", async () => {
  const reviewed = await reviewedRun();
  const [entries] = Object.values(reviewed.expectations.quick!.verdicts);
  assertEquals(entries!["gain/positive"]!.found?.isFirm, true);
  const runWith = async (isLost: (seed: number) => boolean) => {
    using temp = new TempStore();
    const options = { reviewed, seeds: LONG };
    const { document } = await runOn(temp, new Lossy(isLost), options);
    const { statements } = document.claims.find(({ name }) => name === "gain")!;
    return { again: statements[0]!.again, review: document.review! };
  };
  const chance = await runWith((seed) => seed < 1_000_000);
  assertEquals(chance.again?.isDeparture, false);
  const real = await runWith(() => true);
  assertEquals(real.again?.isDeparture, true);
  assertEquals(real.again?.firstSeed, 1_000_001);
  // Each reviewed seed is compared with its own, and with a fresh one.
  const [before, after] = [chance, real].map(({ review }) => review.cells[0]!);
  assert(after!.seeds >= before!.seeds);
  const { scores } = reviewed.scores[0]!;
  assertEquals(after!.seeds, 2 * scores.length);
});
