import { assertEquals, assertThrows } from "@std/assert";
import { medianRange } from "../../../labs/peers/median_range.ts";

Deno.test("medianRange() of an odd number is one of them", () => {
  const values = [30, 10, 20];
  assertEquals(medianRange(values), { median: 20, lowest: 10, highest: 30 });
  assertEquals(values, [30, 10, 20]);
});

Deno.test("medianRange() sorts numbers, not texts", () => {
  assertEquals(medianRange([9, 10, 100]).median, 10);
});

Deno.test("medianRange() refuses nothing", () => {
  assertThrows(
    () => medianRange([]),
    RangeError,
    "Cannot summarize numbers: there are none",
  );
});
