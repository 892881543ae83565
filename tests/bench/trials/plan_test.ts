import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { planOf, shardOf } from "../../../bench/trials/plan.ts";
import type { Trial } from "../../../bench/trials/trial.ts";
import { trialWith } from "../_trials.ts";

/** So many trials, which differ in their seeds. */
function trials(count: number): Trial[] {
  return Array.from({ length: count }, (_, seed) => trialWith({ seed }));
}

const keysOf = (trials: readonly Trial[]) => trials.map(({ key }) => key);

Deno.test("planOf() has each trial once, in the order they came", () => {
  const [a, b, c] = trials(3) as [Trial, Trial, Trial];
  assertEquals(planOf([b, a, b, trialWith({ seed: 0 }), c]).trials, [b, a, c]);
});

Deno.test("planOf() has one id for the same trials in any order", () => {
  const all = trials(5);
  const { id } = planOf(all);
  assertEquals(planOf(all.toReversed()).id, id);
  assertEquals(planOf([...all, ...all]).id, id);
  assertNotEquals(planOf(all.slice(1)).id, id);
  assertNotEquals(planOf(trials(6)).id, id);
});

Deno.test("shardOf() shares plans out without gap or overlap", () => {
  const random = xoroshiro128plus(20260102);
  for (let round = 0; round < 40; round++) {
    const plan = planOf(trials(uniformInt(random, 0, 60)));
    const shards = uniformInt(random, 1, 12);
    const parts = Array.from(
      { length: shards },
      (_, at) => shardOf(plan, { shard: at + 1, shards }),
    );
    assertEquals(keysOf(parts.flat()).sort(), keysOf(plan.trials).sort());
  }
});

Deno.test("shardOf() does not depend on the order or the rest of a plan", () => {
  const plan = planOf(trials(50));
  const reversed = planOf(plan.trials.toReversed());
  const larger = planOf(trials(80));
  for (const shard of [1, 2, 3, 4]) {
    const part = keysOf(shardOf(plan, { shard, shards: 4 }));
    assertEquals(
      keysOf(shardOf(reversed, { shard, shards: 4 })).sort(),
      part.toSorted(),
    );
    const other = new Set(keysOf(shardOf(larger, { shard, shards: 4 })));
    assertEquals(part.filter((key) => !other.has(key)), []);
  }
});

Deno.test("shardOf() gives every shard something of a large plan", () => {
  const plan = planOf(trials(400));
  for (let shard = 1; shard <= 8; shard++) {
    const { length } = shardOf(plan, { shard, shards: 8 });
    // 50 are expected; 5 standard deviations of a binomial draw are 33.
    assertEquals(length > 17 && length < 83, true, `${shard}: ${length}`);
  }
});

Deno.test("shardOf() refuses shards that there are not", () => {
  const plan = planOf(trials(3));
  for (
    const [shard, shards] of [[0, 3], [4, 3], [1, 0], [1.5, 3], [1, 2.5], [
      NaN,
      3,
    ]] as const
  ) {
    assertThrows(
      () => shardOf(plan, { shard, shards }),
      RangeError,
      `Cannot take shard ${shard} of ${shards}: wanted whole numbers`,
    );
  }
});
