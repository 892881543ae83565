import { assert, assertEquals } from "@std/assert";
import { reliabilityBins } from "../../../models/metrics/reliability_bins.ts";
import {
  assertBins,
  randomOutcomes,
  tiedOutcomes,
  TOLERANCE,
} from "./_calibration.ts";

// In what follows
//     count = np.bincount(b, minlength=15)
//     confidence = [c[b == k].mean() for k in range(15)]
//     accuracy = [r[b == k].mean() for k in range(15)]

Deno.test("reliabilityBins() agrees with NumPy on bins of equal width", () => {
  const { confidences, right } = tiedOutcomes();
  assertBins(reliabilityBins(confidences, right), {
    // b = np.digitize(c, np.arange(1, 15) / 15, right=True), NumPy 2.4.6
    count: [7, 6, 6, 9, 6, 6, 5, 9, 6, 6, 6, 9, 5, 6, 8],
    // deno-fmt-ignore
    confidence: [
      0.04017857142857143, 0.1015625, 0.1640625, 0.234375, 0.3098958333333333,
      0.3671875, 0.428125, 0.5, 0.5755208333333334, 0.6328125,
      0.6901041666666666, 0.765625, 0.8375, 0.8984375, 0.966796875,
    ],
    // deno-fmt-ignore
    accuracy: [
      0, 0, 0, 0, 0.3333333333333333, 0.3333333333333333, 1,
      0.5555555555555556, 0.8333333333333334, 0.5, 0.6666666666666666, 0, 1,
      0.6666666666666666, 1,
    ],
  });
});

Deno.test("reliabilityBins() agrees with NumPy on bins of equal mass", () => {
  const { confidences, right } = tiedOutcomes();
  assertBins(reliabilityBins(confidences, right, { by: "mass" }), {
    // at = np.round(np.linspace(0, 100, 15, endpoint=False)).astype(int)
    // b = np.digitize(c, np.sort(c)[at][1:]), NumPy 2.4.6
    count: [7, 6, 6, 7, 6, 8, 7, 5, 8, 6, 6, 7, 8, 5, 8],
    // deno-fmt-ignore
    confidence: [
      0.04017857142857143, 0.1015625, 0.1640625, 0.22544642857142858,
      0.2890625, 0.357421875, 0.43973214285714285, 0.5, 0.564453125, 0.6328125,
      0.6901041666666666, 0.7566964285714286, 0.83203125, 0.903125,
      0.966796875,
    ],
    // deno-fmt-ignore
    accuracy: [
      0, 0, 0, 0, 0, 0.5, 1, 0.2, 0.875, 0.5, 0.6666666666666666, 0, 0.75, 0.6,
      1,
    ],
  });
});

Deno.test("reliabilityBins() gives each bin of equal width its upper edge", () => {
  const edges = Array.from({ length: 16 }, (_, at) => at / 15);
  const { count } = reliabilityBins(edges, edges.map(() => true));
  // np.bincount(np.digitize(np.arange(16) / 15, np.arange(1, 15) / 15,
  // right=True)), NumPy 2.4.6
  assertEquals(count, [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
});

Deno.test("reliabilityBins() leaves what an empty bin has missing", () => {
  const bins = reliabilityBins([0, 0.25, 1], [true, false, true], { bins: 3 });
  assertEquals(bins, {
    count: [2, 0, 1],
    confidence: [0.125, null, 1],
    accuracy: [0.5, null, 1],
  });
});

Deno.test("reliabilityBins() gives bins of equal mass as many images each", () => {
  for (const images of [15, 30, 31, 44, 100, 239]) {
    const confidences = Array.from({ length: images }, (_, at) => at / images);
    const right = confidences.map(() => true);
    const { count } = reliabilityBins(confidences, right, { by: "mass" });
    assert(count.every((size) => Math.abs(size - images / 15) < 1), `${count}`);
  }
});

Deno.test("reliabilityBins() keeps equal confidences in one bin of equal mass", () => {
  const tied = reliabilityBins(
    new Array(100).fill(0.75),
    tiedOutcomes().right,
    {
      by: "mass",
    },
  );
  assertEquals(tied.count.filter((size) => size > 0), [100]);
  // Half of the images at 1, as a softmax that has saturated leaves them.
  const confidences = Array.from(
    { length: 60 },
    (_, image) => image < 30 ? (image + 1) / 60 : 1,
  );
  const { count, confidence } = reliabilityBins(
    confidences,
    confidences.map((_, image) => image % 2 === 0),
    { by: "mass", bins: 4 },
  );
  assertEquals(count, [15, 15, 0, 30]);
  assertEquals(confidence[3], 1);
});

Deno.test("reliabilityBins() takes fewer images than bins", () => {
  for (const by of ["width", "mass"] as const) {
    for (let images = 1; images <= 15; images++) {
      const confidences = Array.from({ length: images }, (_, at) => at / 16);
      const right = confidences.map(() => true);
      const { count } = reliabilityBins(confidences, right, { by });
      assertEquals(count.length, 15);
      assertEquals(count.reduce((a, b) => a + b), images);
    }
  }
});

Deno.test("reliabilityBins() puts few images where NumPy does", () => {
  const countOf = (images: number) => {
    const confidences = Array.from({ length: images }, (_, at) => at / 16);
    const right = confidences.map(() => true);
    return reliabilityBins(confidences, right, { by: "mass" }).count;
  };
  // at = np.round(np.linspace(0, n, 15, endpoint=False)).astype(int)
  // b = np.digitize(c, np.sort(c)[np.minimum(at, n - 1)][1:]), NumPy 2.4.6
  assertEquals(countOf(1), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  assertEquals(countOf(7), [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1]);
});

Deno.test("reliabilityBins() does not depend on the order of images", () => {
  for (const by of ["width", "mass"] as const) {
    for (let seed = 1; seed <= 100; seed++) {
      const { confidences, right } = randomOutcomes(seed);
      assertBins(
        reliabilityBins([...confidences].reverse(), [...right].reverse(), {
          by,
        }),
        reliabilityBins(confidences, right, { by }),
      );
    }
  }
});

Deno.test("reliabilityBins() loses no image, and keeps bins in order", () => {
  for (const by of ["width", "mass"] as const) {
    for (let seed = 1; seed <= 100; seed++) {
      const { confidences, right } = randomOutcomes(seed);
      const bins = reliabilityBins(confidences, right, { by });
      const { count, confidence, accuracy } = bins;
      const total = (means: (number | null)[]) =>
        means.reduce<number>(
          (sum, mean, at) => sum + (mean ?? 0) * count[at]!,
          0,
        );
      assertEquals(count.reduce((a, b) => a + b), confidences.length);
      assertEquals(
        Math.round(total(accuracy)),
        right.filter(Boolean).length,
      );
      const sum = confidences.reduce((a, b) => a + b);
      assert(Math.abs(total(confidence) - sum) < TOLERANCE * 60);
      const filled = confidence.filter((mean) => mean !== null);
      assertEquals(filled, [...filled].sort((a, b) => a - b));
      for (const [bin, size] of count.entries()) {
        assertEquals(confidence[bin] === null, size === 0);
        assertEquals(accuracy[bin] === null, size === 0);
      }
    }
  }
});
