import { assertEquals } from "@std/assert";
import { inLanes } from "../../../../bench/trials/workers/_in_lanes.ts";

/** Works on items that each take as many moments as they say. */
async function orderOf(
  items: readonly { group: string; moments: number }[],
  options: { lanes: number; isGrouped?: boolean },
): Promise<string[]> {
  const begun: string[] = [];
  const { lanes, isGrouped = true } = options;
  const results = inLanes(items, {
    lanes,
    ...(isGrouped ? { groupOf: ({ group }) => group } : {}),
    async work({ group, moments }) {
      begun.push(group);
      for (let left = moments; left > 0; left--) await Promise.resolve();
      return group;
    },
  });
  const ended = await Array.fromAsync(results);
  assertEquals(ended.toSorted(), items.map(({ group }) => group).toSorted());
  return begun;
}

const AABB = ["a", "a", "b", "b"].map((group) => ({ group, moments: 100 }));

Deno.test("inLanes() begins items in their order", async () => {
  const options = { lanes: 2, isGrouped: false };
  assertEquals(await orderOf(AABB, options), ["a", "a", "b", "b"]);
  assertEquals(await orderOf([], { lanes: 2 }), []);
});

Deno.test("inLanes() keeps a lane at its group, and others away from it", async () => {
  assertEquals(await orderOf(AABB, { lanes: 1 }), ["a", "a", "b", "b"]);
  assertEquals(await orderOf(AABB, { lanes: 2 }), ["a", "b", "a", "b"]);
  const mixed = ["a", "b", "a", "c", "b"]
    .map((group) => ({ group, moments: 100 }));
  assertEquals(await orderOf(mixed, { lanes: 1 }), ["a", "a", "b", "b", "c"]);
});

Deno.test("inLanes() lets no lane wait while there is something to do", async () => {
  const long = { group: "a", moments: 1000 };
  const short = { group: "a", moments: 1 };
  const items = [long, short, short, { group: "b", moments: 1 }];
  assertEquals(await orderOf(items, { lanes: 2 }), ["a", "b", "a", "a"]);
});
