import { assertEquals } from "@std/assert";
import { intervalText, signed } from "../../reports/format.ts";

Deno.test("signed() gives what is rounded to 0 no sign", () => {
  const texts = [-0.125, -0.001, 0, 0.001, 0.125].map((value) =>
    signed(value, 2)
  );
  assertEquals(texts, ["-0.13", " 0.00", " 0.00", " 0.00", "+0.13"]);
});

Deno.test("intervalText() says where an interval has no end", () => {
  assertEquals(
    intervalText({ point: 0.5, lower: null, upper: 0.75 }),
    "+0.50 [-infinity, +0.75]",
  );
  assertEquals(intervalText(undefined), "no estimate");
});
