import { assertEquals, assertThrows } from "@std/assert";
import { countLogits } from "../../../models/training/outputs.ts";

Deno.test("countLogits() wants a logit a class, or one for two", () => {
  assertEquals(countLogits("softmax", 2), 2);
  assertEquals(countLogits("softmax", 5), 5);
  assertEquals(countLogits("sigmoid", 3), 3);
  assertEquals(countLogits("single-logit", 2), 1);
});

Deno.test("countLogits() has no single logit for other than two classes", () => {
  for (const classes of [1, 3, 10]) {
    assertThrows(
      () => countLogits("single-logit", classes),
      RangeError,
      `Cannot tell ${classes} classes apart by a single logit: wanted 2. ` +
        "Next step: choose one majority and one minority class",
    );
  }
});
