import { assertEquals } from "@std/assert";
import { classCounts } from "../../datasets/class_counts.ts";

const ENDS = { majorityCount: 1000, minorityCount: 7 };

Deno.test("classCounts() has one step, by default", () => {
  const roles = { majority: 2, minority: 3 };
  assertEquals(classCounts({ ...roles, ...ENDS }), [1000, 1000, 7, 7, 7]);
});

Deno.test("classCounts() of exp falls by the same share, and ends where it should", () => {
  const exp = { ...ENDS, imbalance: "exp" } as const;
  const counts = classCounts({ ...exp, majority: 3, minority: 5 });
  assertEquals([counts[0], counts.at(-1)], [1000, 7]);
  assertEquals(counts.toSorted((a, b) => b - a), counts);
  // [int(1000 * 0.007 ** (k / 7)) for k in range(8)], as in Cao et al.'s code
  assertEquals(counts, [1000, 492, 242, 119, 58, 28, 14, 7]);
  // Which of them are called rare makes no difference.
  assertEquals(classCounts({ ...exp, majority: 1, minority: 7 }), counts);
});

Deno.test("classCounts() of exp is a step, or even, where there is no other way", () => {
  const two = { majority: 1, minority: 1, imbalance: "exp" } as const;
  assertEquals(classCounts({ ...two, ...ENDS }), [1000, 7]);
  const even = { majorityCount: 50, minorityCount: 50 };
  assertEquals(classCounts({ ...two, majority: 3, ...even }), [50, 50, 50, 50]);
});
