import { assertEquals, assertThrows } from "@std/assert";
import { type BoundedTerm, contrastBounds } from "../../statistics/bounds.ts";

function term(key: string, weight: number, [min, max] = [0, 1]): BoundedTerm {
  return { key, weight, min: min!, max: max! };
}

Deno.test("contrastBounds() adds what each score can be", () => {
  const cases: readonly (readonly [BoundedTerm[], [number, number]])[] = [
    [[term("a", 1)], [0, 1]],
    [[term("a", -1)], [-1, 0]],
    [[term("a", 1), term("b", -1)], [-1, 1]],
    [[term("a", 0.5), term("b", 0.5)], [0, 1]],
    [[term("a", 1, [-1, 1])], [-1, 1]],
    [[term("a", 1, [1, 10]), term("b", -1, [1, 10])], [-9, 9]],
    [[], [0, 0]],
  ];
  for (const [terms, [lower, upper]] of cases) {
    assertEquals(contrastBounds(terms), { lower, upper });
  }
});

Deno.test("contrastBounds() adds the weights of a score first", () => {
  const gain = (key: string) => [term(key, 1), term("plain", -1)];
  const less = gain("affine").map((each) => ({
    ...each,
    weight: -each.weight,
  }));
  const placebo = [...gain("layer"), ...less];
  assertEquals(contrastBounds(placebo), { lower: -1, upper: 1 });
  assertEquals(contrastBounds([...gain("layer"), ...gain("layer")]), {
    lower: -2,
    upper: 2,
  });
});

Deno.test("contrastBounds() of a ratio are those of numerator - r denominator", () => {
  for (const r of [-1, -0.5, 0, 0.3, 1, 1.5, 3]) {
    const { lower, upper } = contrastBounds([
      term("removed", 1),
      term("plain", -1),
      term("layer", -r),
      term("plain", r),
    ]);
    assertEquals(lower, -(Math.max(r, 0) + Math.max(1 - r, 0)));
    assertEquals(upper, 1 + Math.max(-r, 0) + Math.max(r - 1, 0));
  }
});

Deno.test("contrastBounds() has no bound where a score has none", () => {
  const loss = term("loss", 1, [0, Infinity]);
  assertEquals(contrastBounds([loss]), { lower: 0, upper: Infinity });
  assertEquals(contrastBounds([loss, { ...loss, weight: -1 }, term("a", 1)]), {
    lower: 0,
    upper: 1,
  });
});

Deno.test("contrastBounds() refuses what has no range", () => {
  const cases = [
    [term("a", NaN)],
    [term("a", Infinity)],
    [term("a", 1, [1, 0])],
    [term("a", 1, [NaN, 1])],
    [term("a", 1), term("a", 1, [0, 2])],
  ];
  for (const terms of cases) {
    assertThrows(
      () => contrastBounds(terms),
      RangeError,
      "Cannot bound a contrast: wanted finite weights and one range",
    );
  }
});
