import { assertEquals } from "@std/assert";
import {
  type Head,
  HEADS,
  usesBatchStatistics,
} from "../../../models/layers/heads.ts";

Deno.test("usesBatchStatistics() tells heads that need a batch from others", () => {
  const needing = (Object.keys(HEADS) as Head[]).filter(usesBatchStatistics);
  assertEquals(needing, ["final-batch-norm", "final-center", "final-scale"]);
});

Deno.test("the controls are the parts of the layer, each part in one", () => {
  const { "final-affine": affine, "final-center": center } = HEADS;
  const parts = [affine, center, HEADS["final-scale"]];
  for (const part of ["center", "divide", "affine"] as const) {
    assertEquals(HEADS["final-batch-norm"][part], true);
    assertEquals(parts.filter((head) => head[part]).length, 1, part);
  }
});
