import { assertEquals } from "@std/assert";
import { sharesBeyond } from "../../statistics/shares_beyond.ts";

Deno.test("sharesBeyond() takes the margin itself for within", () => {
  assertEquals(sharesBeyond([0.5, 0.25, 0, -0.25, -0.5], 0.25), {
    above: 0.2,
    within: 0.6,
    below: 0.2,
  });
});

Deno.test("sharesBeyond() counts a failed seed as below", () => {
  assertEquals(sharesBeyond([undefined, 1, 1, 1], 0), {
    above: 0.75,
    within: 0,
    below: 0.25,
  });
  assertEquals(sharesBeyond([], 0), undefined);
});
