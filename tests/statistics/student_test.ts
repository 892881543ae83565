import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { studentCdf, studentQuantile } from "../../statistics/_student.ts";

// scipy.stats.t.cdf(-2.5, df), .cdf(0.7, df), .ppf(0.975, df), .ppf(0.9, df)
//   and .ppf(0.9995, df), SciPy 1.17.1
// deno-fmt-ignore
const REFERENCE = [
  [1, 0.12111894159084341, 0.6944001122142147, 12.706204736174694, 3.0776835371752544, 636.6192487687897],
  [2, 0.06480586011075541, 0.7218034876835673, 4.302652729749462, 1.8856180831641272, 31.599054576445365],
  [3, 0.04385332350403278, 0.7328365008476182, 3.1824463052837078, 1.637744353696209, 12.923978636687961],
  [5, 0.02724504967118813, 0.7424255258425918, 2.5705818356363146, 1.4758840488244815, 6.868826625881276],
  [9, 0.016930913841492867, 0.7491904803919275, 2.262157162798205, 1.3830287383966329, 4.780912585931217],
  [30, 0.009057824534033344, 0.7553397782501642, 2.0422724563012378, 1.3104150253913955, 3.6459586350420627],
  [39, 0.008366892373598925, 0.755958928816169, 2.022690920036761, 1.303638588621274, 3.5581200813327714],
] as const;

Deno.test("studentCdf() agrees with SciPy for odd and even degrees", () => {
  for (const [df, low, high] of REFERENCE) {
    assertAlmostEquals(studentCdf(-2.5, df), low, 1e-15);
    assertAlmostEquals(studentCdf(0.7, df), high, 1e-15);
  }
});

Deno.test("studentQuantile() agrees with SciPy for odd and even degrees", () => {
  for (const [df, , , common, near, far] of REFERENCE) {
    const cases = [[0.975, common], [0.9, near], [0.9995, far]] as const;
    for (const [probability, expected] of cases) {
      const error = studentQuantile(probability, df) / expected - 1;
      assert(Math.abs(error) < 1e-12, `df ${df}, ${probability}: off ${error}`);
    }
  }
});

Deno.test("studentQuantile() undoes studentCdf()", () => {
  for (const df of [1, 2, 7, 24]) {
    for (let t = -4; t <= 4; t += 0.25) {
      assertAlmostEquals(studentQuantile(studentCdf(t, df), df), t, 1e-11);
    }
  }
});

Deno.test("studentQuantile() has infinite ends and no value past them", () => {
  assertEquals(studentQuantile(0, 3), -Infinity);
  assertEquals(studentQuantile(0.5, 3), 0);
  assertEquals(studentQuantile(1, 3), Infinity);
  for (const probability of [-0.5, 1.5, NaN]) {
    assertEquals(studentQuantile(probability, 3), NaN);
  }
});

Deno.test("studentCdf() is 0, one half and 1 where it must be", () => {
  for (const df of [1, 2, 5]) {
    assertAlmostEquals(studentCdf(-Infinity, df), 0, 1e-15);
    assertEquals(studentCdf(0, df), 0.5);
    assertAlmostEquals(studentCdf(Infinity, df), 1, 1e-15);
  }
});

Deno.test("studentCdf() and studentQuantile() refuse broken degrees", () => {
  for (const df of [0, -1, 2.5, NaN, Infinity]) {
    for (const call of [studentCdf, studentQuantile]) {
      assertThrows(
        () => call(0.5, df),
        RangeError,
        "Cannot use a t distribution: wanted degrees of freedom as a whole " +
          "number from 1",
      );
    }
  }
});
