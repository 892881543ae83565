import { assertEquals } from "@std/assert";
import { countLogits } from "../../../models/training/outputs.ts";

Deno.test("countLogits() wants a logit a class, or one for two", () => {
  assertEquals(countLogits("softmax", 2), 2);
  assertEquals(countLogits("softmax", 5), 5);
  assertEquals(countLogits("sigmoid", 3), 3);
  assertEquals(countLogits("single-logit", 2), 1);
});
