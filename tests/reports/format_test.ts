import { assertEquals } from "@std/assert";
import { formatSeconds, intervalText, signed } from "../../reports/format.ts";

Deno.test("signed() gives what is rounded to 0 no sign", () => {
  const texts = [-0.125, -0.001, 0, 0.001, 0.125].map((value) =>
    signed(value, 2)
  );
  assertEquals(texts, ["-0.13", " 0.00", " 0.00", " 0.00", "+0.13"]);
});

Deno.test("intervalText() says where an interval has no end", () => {
  assertEquals(
    intervalText({ point: 0.5, lower: null, upper: 0.75 }),
    "[-infinity, +0.75] +0.50",
  );
  assertEquals(intervalText(undefined), "no estimate");
});

Deno.test("formatSeconds() writes seconds below a minute, then minutes", () => {
  const cases = [
    [0, "0 s"],
    [0.4, "0 s"],
    [42, "42 s"],
    [59.4, "59 s"],
    [59.6, "1 min 00 s"],
    [60, "1 min 00 s"],
    [185, "3 min 05 s"],
    [3600, "60 min 00 s"],
  ] as const;
  for (const [seconds, text] of cases) {
    assertEquals(formatSeconds(seconds), text);
  }
});
