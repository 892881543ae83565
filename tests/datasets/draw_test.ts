import {
  assertEquals,
  assertLess,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import {
  drawImbalanced,
  type DrawnImages,
  type DrawOptions,
} from "../../datasets/draw.ts";
import { splitOfCounts } from "./_made_up.ts";

const CLASSES = ["ash", "beech", "cedar", "damson"];

const DATASET = {
  classes: CLASSES,
  train: splitOfCounts([60, 55, 50, 45]),
  test: splitOfCounts([30, 25, 20, 15]),
};

const OPTIONS: DrawOptions = {
  majority: [0],
  minority: [1],
  majorityCount: 40,
  minorityCount: 5,
  testCount: 20,
  seed: 1,
};

function draw(changes: Partial<DrawOptions> = {}) {
  return drawImbalanced(DATASET, { ...OPTIONS, ...changes });
}

/** The data set with groups of three: 20, and the last two in none. */
const GROUPED = {
  ...DATASET,
  train: {
    ...DATASET.train,
    groups: Int32Array.from(
      DATASET.train.labels,
      (label, at) =>
        ofClass(label, at) > 52 ? -1 : 100 * label + ofClass(label, at) % 20,
    ),
  },
};

/** Which image of its class one is. */
function ofClass(label: number, at: number): number {
  const before = DATASET.train.labels.subarray(0, at);
  return before.filter((other) => other === label).length;
}

Deno.test("drawImbalanced() draws one rare image a group", () => {
  const options = { ...OPTIONS, rareDraw: "groups" as const };
  const of = (minorityCount: number, seed = 1) => {
    const { train } = drawImbalanced(GROUPED, {
      ...options,
      minorityCount,
      seed,
    });
    return ofRole(train, 1);
  };
  const groups = of(22).map((at) => GROUPED.train.groups[at]!);
  const known = groups.filter((group) => group >= 0);
  assertEquals([new Set(known).size, known.length], [20, 20]);
  // Draws are nested, as they are of images.
  assertEquals(of(22).slice(0, 7), of(7));
  assertNotEquals(of(7, 2), of(7));
  // Common images are drawn as before.
  const { train } = drawImbalanced(GROUPED, options);
  assertEquals(ofRole(train, 0), ofRole(draw().train, 0));
  assertThrows(
    () => of(23),
    RangeError,
    "Cannot draw 23 training images of class beech, one a group: the training " +
      "split has 22 groups",
  );
});

/** The positions that were drawn for a role, in order. */
function ofRole({ indices, labels }: DrawnImages, role: number): number[] {
  return [...indices].filter((_, at) => labels[at] === role);
}

Deno.test("drawImbalanced() draws as many of each class as wanted", () => {
  const { train, test, testCount } = draw();
  assertEquals(train.indices.length, 45);
  assertEquals(ofRole(train, 0).length, 40);
  assertEquals(ofRole(train, 1).length, 5);
  assertEquals(testCount, 20);
  assertEquals(ofRole(test, 0).length, 20);
  assertEquals(ofRole(test, 1).length, 20);
});

Deno.test("drawImbalanced() labels roles: majority classes, then minority", () => {
  const { train, test } = draw({ majority: [3, 1], minority: [2, 0] });
  const classOf = (split: { labels: Uint8Array }, images: DrawnImages) =>
    [0, 1, 2, 3].map((role) => [
      ...new Set(ofRole(images, role).map((at) => split.labels[at])),
    ]);
  assertEquals(classOf(DATASET.train, train), [[3], [1], [2], [0]]);
  assertEquals(classOf(DATASET.test, test), [[3], [1], [2], [0]]);
  assertEquals([...train.labels], [...train.labels].sort());
  assertEquals(
    [0, 1, 2, 3].map((role) => ofRole(train, role).length),
    [40, 40, 5, 5],
  );
});

Deno.test("drawImbalanced() caps the test set by its smallest class", () => {
  const { test, testCount } = draw({ minority: [1, 3], testCount: 1000 });
  assertEquals(testCount, 15);
  assertEquals([0, 1, 2].map((role) => ofRole(test, role).length), [
    15,
    15,
    15,
  ]);
});

Deno.test("drawImbalanced() does not let an unused class cap the test set", () => {
  assertEquals(draw({ testCount: 1000 }).testCount, 25);
});

Deno.test("drawImbalanced() draws nothing twice, and nothing of another class", () => {
  for (let seed = 0; seed < 200; seed++) {
    const { train, test } = draw({ majority: [0, 2], minority: [3, 1], seed });
    const classes = [0, 2, 3, 1];
    for (const [split, images] of [["train", train], ["test", test]] as const) {
      assertEquals(new Set(images.indices).size, images.indices.length);
      for (const [at, position] of images.indices.entries()) {
        assertEquals(
          DATASET[split].labels[position],
          classes[images.labels[at] as number],
        );
      }
    }
  }
});

Deno.test("drawImbalanced() can draw every image there is", () => {
  const { train } = draw({ majorityCount: 60, minorityCount: 55 });
  const wanted = [...DATASET.train.labels.keys()].filter((position) =>
    (DATASET.train.labels[position] as number) < 2
  );
  assertEquals([...train.indices].sort((a, b) => a - b), wanted);
});

Deno.test("drawImbalanced() nests the draws of growing counts", () => {
  for (let seed = 0; seed < 20; seed++) {
    const whole = draw({ minorityCount: 55, majorityCount: 60, seed });
    for (const count of [1, 2, 10, 54]) {
      const part = draw({ minorityCount: count, majorityCount: count, seed });
      for (const role of [0, 1]) {
        assertEquals(
          ofRole(part.train, role),
          ofRole(whole.train, role).slice(0, count),
        );
      }
      assertEquals(part.test, whole.test);
    }
  }
});

Deno.test("drawImbalanced() gives a class the same images in any company", () => {
  const alone = draw();
  const minority = ofRole(alone.train, 1);
  const company: Partial<DrawOptions>[] = [
    { majority: [2] },
    { majority: [0, 2, 3] },
    { majority: [3, 2], majorityCount: 45 },
  ];
  for (const changes of company) {
    const role = changes.majority!.length;
    const { train, test } = draw({ ...changes, testCount: 15 });
    assertEquals(ofRole(train, role), minority);
    assertEquals(ofRole(test, role), ofRole(alone.test, 1).slice(0, 15));
  }
});

Deno.test("drawImbalanced() gives a class the same images in either role", () => {
  const { train } = draw({ majority: [1], minority: [0] });
  assertEquals(ofRole(train, 0).slice(0, 5), ofRole(draw().train, 1));
});

Deno.test("drawImbalanced() same seed, same result", () => {
  for (const seed of [0, 1, 20, 2 ** 31 - 1]) {
    assertEquals(draw({ seed }), draw({ seed }));
  }
});

Deno.test("drawImbalanced() other seed, other result", () => {
  const seeds = [...Array(50).keys(), 2 ** 31 - 1];
  for (const split of ["train", "test"] as const) {
    for (const role of [0, 1]) {
      const draws = seeds.map((seed) =>
        ofRole(draw({ seed })[split], role).join()
      );
      assertEquals(new Set(draws).size, seeds.length, `${split}, role ${role}`);
    }
  }
});

Deno.test("drawImbalanced() draws classes and splits independently", () => {
  const dataset = {
    classes: ["left", "right"],
    train: splitOfCounts([30, 30]),
    test: splitOfCounts([30, 30]),
  };
  const { train, test } = drawImbalanced(dataset, {
    ...OPTIONS,
    majorityCount: 30,
    minorityCount: 30,
    testCount: 30,
  });
  // The classes take turns, so that half a position is the place in its class.
  const places = (images: DrawnImages, role: number) =>
    ofRole(images, role).map((position) => position >> 1);
  assertNotEquals(places(train, 0), places(train, 1));
  assertNotEquals(places(train, 0), places(test, 0));
  assertNotEquals(places(train, 1), places(test, 1));
});

Deno.test("drawImbalanced() draws each image about equally often", () => {
  const dataset = {
    classes: ["left", "right"],
    train: splitOfCounts([10, 10]),
    test: splitOfCounts([1, 1]),
  };
  const hits = [new Array(10).fill(0), new Array(10).fill(0)];
  for (let seed = 1; seed <= 4000; seed++) {
    const { train } = drawImbalanced(dataset, {
      ...OPTIONS,
      majorityCount: 3,
      minorityCount: 1,
      seed,
    });
    for (const role of [0, 1]) {
      for (const position of ofRole(train, role)) hits[role]![position >> 1]++;
    }
  }
  for (const [role, expected] of [[0, 1200], [1, 400]] as const) {
    const distance = hits[role]!.reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    // scipy.stats.chi2.ppf(0.999, 9), SciPy 1.17.1
    assertLess(distance, 27.877164871256568);
  }
});

Deno.test("drawImbalanced() says when the training split has too few", () => {
  const dataset = { ...DATASET, classes: ["0", "1", "2", "3"] };
  dataset.train = splitOfCounts([2000, 1500, 10, 412]);
  const error = assertThrows(
    () =>
      drawImbalanced(dataset, {
        ...OPTIONS,
        majority: [0, 3],
        majorityCount: 1000,
      }),
    RangeError,
  );
  assertEquals(
    error.message,
    "Cannot draw 1000 training images of class 3: the training split has 412",
  );
});

Deno.test("drawImbalanced() says which minority class has too few", () => {
  const error = assertThrows(
    () => draw({ minority: [1, 3], minorityCount: 46 }),
    RangeError,
  );
  assertEquals(
    error.message,
    "Cannot draw 46 training images of class damson: the training split has 45",
  );
});

Deno.test("drawImbalanced() says when a class has no test image", () => {
  const dataset = { ...DATASET, test: splitOfCounts([30, 0, 20, 15]) };
  const error = assertThrows(
    () => drawImbalanced(dataset, OPTIONS),
    RangeError,
  );
  assertEquals(
    error.message,
    "Cannot draw 1 test images of class beech: the test split has 0",
  );
});

Deno.test("drawImbalanced() refuses a class that is named twice", () => {
  const twice: Pick<DrawOptions, "majority" | "minority">[] = [
    { majority: [1], minority: [1] },
    { majority: [0, 1], minority: [2, 1] },
    { majority: [1, 1], minority: [0] },
    { majority: [0], minority: [1, 2, 1] },
  ];
  for (const roles of twice) {
    const error = assertThrows(() => draw(roles), RangeError);
    assertEquals(
      error.message,
      "Cannot draw: the class beech is named twice among the majority and " +
        "minority classes",
    );
  }
});

Deno.test("drawImbalanced() refuses a role without a class", () => {
  const cases = [
    [{ majority: [] }, "got 0 and 1"],
    [{ minority: [] }, "got 1 and 0"],
  ] as const;
  for (const [roles, got] of cases) {
    const error = assertThrows(() => draw(roles), RangeError);
    assertEquals(
      error.message,
      "Cannot draw: wanted at least one majority and one minority class, " +
        got,
    );
  }
});
