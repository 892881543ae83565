import { assertAlmostEquals } from "@std/assert";
import { inUseOf } from "../../../reports/answer/in_use.ts";

Deno.test("inUseOf() goes by mean rates, and fits the false alarms", () => {
  // One training of two takes a tenth of the common images for rare.
  const confusion = [[0.95, 0.05], [0.2, 0.8]];
  const { precision, recall, f1 } = inUseOf(confusion, {
    shares: [0.99, 0.01],
    common: 1,
  });
  // 8 of 10 are found, with 49.5 false alarms, in 1,000 images.
  assertAlmostEquals(precision, 8 / 57.5);
  assertAlmostEquals(recall, 0.8);
  assertAlmostEquals(f1, 16 / (57.5 + 10));
});
