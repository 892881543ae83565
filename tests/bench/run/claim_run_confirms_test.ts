/** Verdicts that a run lost are tried again on fresh seeds. */
import { assert, assertEquals } from "@std/assert";
import { acceptRun } from "../../../bench/review/accept_run.ts";
import type { Reviewed } from "../../../bench/review/review_run.ts";
import type { SeedPlan } from "../../../bench/run/settings/settings.ts";
import type { Claim } from "../../../bench/study/claim.ts";
import type {
  Trial,
  TrialResult,
  TrialSpec,
} from "../../../bench/trials/trial.ts";
import { CLAIM, okTrial } from "../_trials.ts";
import { ORIGIN, TempStore } from "../trials/_temp_store.ts";
import {
  inOrder,
  OrderedExecutor,
  runOn,
  SEEDS,
  straight,
} from "./_claim_run.ts";

/** So many that a verdict after a third of them can be firm. */
const LONG: SeedPlan = { ...SEEDS, most: 48 };

/** A run that is reviewed as it comes. */
async function reviewedRun(claims?: readonly Claim[]): Promise<Reviewed> {
  const { document } = await straight({ seeds: LONG, claims });
  return acceptRun({
    ...document,
    settings: { ...document.settings, profile: "quick" },
  }, { reviewed: { expectations: {}, scores: [] }, reason: "made up" });
}

/** The gains are gone in trainings that are told. */
class Lossy extends OrderedExecutor {
  constructor(readonly isLost: (spec: TrialSpec) => boolean) {
    super(inOrder);
  }

  override resultOf(trial: Trial): TrialResult {
    const { head, seed } = trial.spec;
    const isGone = head !== "plain" && this.isLost(trial.spec);
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
  const runWith = async (isLost: (spec: TrialSpec) => boolean) => {
    using temp = new TempStore();
    const options = { reviewed, seeds: LONG };
    const { document } = await runOn(temp, new Lossy(isLost), options);
    const { statements } = document.claims.find(({ name }) => name === "gain")!;
    return { again: statements[0]!.again, review: document.review! };
  };
  const chance = await runWith(({ seed }) => seed < 1_000_000);
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

/** Claims that take longer than `CLAIM`, which looks at batches of 64. */
const OTHERS = [8, 16, 24, 32, 48, 128, 256, 512].map((batchSize): Claim => ({
  ...CLAIM,
  name: `batches of ${batchSize}`,
  cells: {
    without: { head: "plain", batchSize },
    with: { head: "final-batch-norm", batchSize },
  },
}));

Deno.test("ClaimRun needs no more evidence to confirm a verdict than it trained for", async () => {
  using temp = new TempStore();
  const claims = [CLAIM, ...OTHERS];
  const reviewed = await reviewedRun(claims);
  // At the seed where the one is found again, the others were still open.
  const isLost = ({ batchSize, seed }: TrialSpec) =>
    batchSize === 64 && seed < 1_000_000;
  const options = { reviewed, claims, seeds: LONG };
  const { document } = await runOn(temp, new Lossy(isLost), options);
  const [gain, ...others] = document.claims
    .flatMap(({ statements }) => statements);
  assertEquals(gain!.departure?.check, "lost");
  assertEquals(gain!.again?.verdict, "supported");
  assertEquals(gain!.again?.evidence?.state, "decided");
  assertEquals(
    others.map(({ departure }) => departure),
    OTHERS.map(() => undefined),
  );
});
