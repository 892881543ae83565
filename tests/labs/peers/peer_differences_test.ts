import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { peerDifferences } from "../../../labs/peers/peer_differences.ts";
import type { Sample } from "../../../labs/peers/sample.ts";
import { drawNormal } from "../../statistics/_samples.ts";
import { sampleOf } from "./_samples.ts";

/** Trials of a peer, with the last losses and the F1 that are given. */
function trialsOf(
  peer: string,
  losses: readonly number[],
  f1s: readonly number[] = losses,
): Sample[] {
  return losses.map((loss, at) =>
    sampleOf({ peer, seed: at }, {
      losses: [1, loss],
      minorityF1: f1s[at] as number,
    })
  );
}

const SUITE = [0.50, 0.51, 0.52, 0.53, 0.54, 0.55];
const ALIKE = [0.505, 0.515, 0.525, 0.535, 0.545, 0.54];
const OPTIONS = { suite: "suite", peers: ["peer"] };

Deno.test("peerDifferences() compares the last loss and the F1 of each arm", () => {
  const samples = [...trialsOf("suite", SUITE), ...trialsOf("peer", ALIKE)];
  const found = peerDifferences(samples, OPTIONS);
  assertEquals(found.map(({ head, measure }) => `${head} ${measure}`), [
    "plain loss",
    "plain f1",
    "final-batch-norm loss",
    "final-batch-norm f1",
  ]);
  for (const { isShown, suite, own, point, lower, upper, trials } of found) {
    assert(!isShown);
    assertAlmostEquals(suite, 0.525);
    assertAlmostEquals(own, 0.5275);
    assertAlmostEquals(point, 0.0025);
    assertAlmostEquals(upper - point, point - lower);
    // 5 * math.hypot(*[statistics.stdev(x) / 6**0.5 for x in (SUITE, ALIKE)])
    assertAlmostEquals(upper - point, 0.049476425363);
    assertEquals(trials, 6);
  }
});

Deno.test("peerDifferences() shows a difference that is beyond the margin", () => {
  const samples = [
    ...trialsOf("suite", SUITE),
    ...trialsOf("peer", ALIKE.map((loss) => loss + 0.1), SUITE),
  ];
  const found = peerDifferences(samples, OPTIONS);
  assertEquals(
    found.map(({ measure, isShown }) => [measure, isShown]),
    [["loss", true], ["f1", false], ["loss", true], ["f1", false]],
  );
});

Deno.test("peerDifferences() lets a difference within the margin be", () => {
  const constant = (value: number) => SUITE.map(() => value);
  const compare = (loss: number, f1: number) =>
    peerDifferences([
      ...trialsOf("suite", constant(0.5)),
      ...trialsOf("peer", constant(loss), constant(f1)),
    ], OPTIONS).slice(0, 2).map(({ isShown }) => isShown);
  assertEquals(compare(0.513, 0.549), [false, false]);
  assertEquals(compare(0.515, 0.551), [true, true]);
  assertEquals(compare(0.487, 0.451), [false, false]);
  assertEquals(compare(0.485, 0.449), [true, true]);
});

Deno.test("peerDifferences() shows a loss that is no number", () => {
  const samples = [
    ...trialsOf("suite", SUITE),
    ...trialsOf("peer", SUITE.map(() => NaN), SUITE),
  ];
  const [loss, f1] = peerDifferences(samples, OPTIONS);
  assertEquals([loss!.isShown, f1!.isShown], [true, false]);
});

Deno.test("peerDifferences() says nothing of two trials", () => {
  const samples = [
    ...trialsOf("suite", SUITE),
    ...trialsOf("peer", ALIKE.slice(0, 2)),
  ];
  assertEquals(peerDifferences(samples, OPTIONS), []);
});

/** Trials of each peer: 5 rounds of one process, and of two. */
const TRIALS = 15;

/** How often F1 is simulated. */
const RUNS = 400;

/**
 * The share of runs in which a peer's F1 is shown to differ, and the mean reach
 * of the intervals.
 */
function simulate({ spread, worse }: { spread: number; worse: number }) {
  const found = Array.from({ length: RUNS }, (_, run) => {
    const drawn = (seed: number, mean: number) =>
      drawNormal(2 * run + seed, TRIALS).map((each) => mean + spread * each);
    const { isShown, upper, point } = peerDifferences([
      ...trialsOf("suite", drawn(1, 0.8)),
      ...trialsOf("peer", drawn(2, 0.8 - worse)),
    ], OPTIONS).find(({ measure }) => measure === "f1")!;
    return { isShown, reach: upper - point };
  });
  return {
    shown: found.filter(({ isShown }) => isShown).length / RUNS,
    reach: found.reduce((sum, { reach }) => sum + reach, 0) / RUNS,
  };
}

// docs/speed.md, "What the check can see", has these constants.
Deno.test("15 trials show differences that are beyond the reach, not others", () => {
  const spread = 0.15;
  const margin = 0.05;
  const { shown, reach } = simulate({ spread, worse: 0 });
  assertEquals(shown, 0);
  assertAlmostEquals(reach / spread, 1.8, 0.05);
  const shownIf = (worse: number) => simulate({ spread, worse }).shown;
  assertAlmostEquals(shownIf(0.2), 0.03, 0.01);
  assertAlmostEquals(shownIf(margin + 1.8 * spread), 0.5, 0.05);
  assertAlmostEquals(shownIf(margin + 2.6 * spread), 0.95, 0.02);
});
