import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { agreements } from "../../../labs/peers/agreement.ts";
import type { Sample } from "../../../labs/peers/sample.ts";
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

Deno.test("agreements() compares the last loss and the F1 of each arm", () => {
  const samples = [...trialsOf("suite", SUITE), ...trialsOf("peer", ALIKE)];
  const found = agreements(samples, OPTIONS);
  assertEquals(found.map(({ head, measure }) => `${head} ${measure}`), [
    "plain loss",
    "plain f1",
    "final-batch-norm loss",
    "final-batch-norm f1",
  ]);
  for (const { agrees, suite, own, difference } of found) {
    assert(agrees);
    assertAlmostEquals(suite, 0.525);
    assertAlmostEquals(own, 0.5275);
    assertAlmostEquals(difference.point, 0.0025);
    assert(difference.lower < 0 && difference.upper > 0);
  }
});

Deno.test("agreements() finds a difference that is beyond the margin", () => {
  const samples = [
    ...trialsOf("suite", SUITE),
    ...trialsOf("peer", ALIKE.map((loss) => loss + 0.1), SUITE),
  ];
  const found = agreements(samples, OPTIONS);
  assertEquals(
    found.map(({ measure, agrees }) => [measure, agrees]),
    [["loss", false], ["f1", true], ["loss", false], ["f1", true]],
  );
});

Deno.test("agreements() lets a difference within the margin be", () => {
  const constant = (value: number) => SUITE.map(() => value);
  const compare = (loss: number, f1: number) =>
    agreements([
      ...trialsOf("suite", constant(0.5)),
      ...trialsOf("peer", constant(loss), constant(f1)),
    ], OPTIONS).slice(0, 2).map(({ agrees }) => agrees);
  assertEquals(compare(0.513, 0.549), [true, true]);
  assertEquals(compare(0.515, 0.551), [false, false]);
  assertEquals(compare(0.487, 0.451), [true, true]);
  assertEquals(compare(0.485, 0.449), [false, false]);
});

Deno.test("agreements() says nothing of two trials", () => {
  const samples = [
    ...trialsOf("suite", SUITE),
    ...trialsOf("peer", ALIKE.slice(0, 2)),
  ];
  assertEquals(agreements(samples, OPTIONS), []);
});
