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
  assertEquals(intervalText(undefined), "not known");
});

Deno.test("intervalText() rounds no end onto 0, the bound or the margin", () => {
  const textOf = (
    lower: number,
    upper: number,
    marks: { bound?: number; margin?: number } = {},
  ) => intervalText({ point: 0, lower, upper }, marks);
  const margin = 0.05;
  assertEquals(textOf(0.0047, 0.43), "[+0.005, +0.43]  0.00");
  assertEquals(textOf(-0.27, 0.046, { margin }), "[-0.27, +0.046]  0.00");
  assertEquals(textOf(-0.27, 0.05, { margin }), "[-0.27, +0.05]  0.00");
  assertEquals(
    textOf(0.1504, 0.198, { bound: 0.15, margin }),
    "[+0.1504, +0.198]  0.00",
  );
  assertEquals(textOf(0, 0.1), "[ 0.00, +0.10]  0.00");
});

Deno.test("intervalText() has fewer decimals where numbers are large", () => {
  const estimate = { point: 6.1667, lower: 2.367, upper: 16.813 };
  assertEquals(intervalText(estimate, { digits: 3 }), "[+2.4, +16.8] +6.2");
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
