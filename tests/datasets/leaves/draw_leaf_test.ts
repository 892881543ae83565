import {
  assert,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import {
  drawLeaf,
  LEAF_CLASSES,
  LEAF_SHAPE,
  type LeafClass,
} from "../../../datasets/leaves/draw_leaf.ts";
import { layBlade } from "../../../datasets/leaves/_blade.ts";
import { paintBlight } from "../../../datasets/leaves/_blight.ts";
import {
  BLADE,
  createCanvas,
  createDraw,
} from "../../../datasets/leaves/_canvas.ts";
import { paintMildew } from "../../../datasets/leaves/_mildew.ts";
import { paintRust } from "../../../datasets/leaves/_rust.ts";
import { paintSpots } from "../../../datasets/leaves/_spot.ts";

const PIXELS = LEAF_SHAPE.height * LEAF_SHAPE.width;

/** Images a class: enough to tell the mean colours of the classes apart. */
const SAMPLE_SIZE = 200;

// SHA-256 of leaves 0 to 19 of seed 1, one after the other. Only operations
// that ECMAScript defines to the last bit make them, so that they hold for
// every engine; a change here changes the data set and its results.
const DIGESTS: Record<LeafClass, string> = {
  healthy: "66706f3690246387efef397da2d952c1b0654fdd81b429e4654bf0d3a3b93276",
  spot: "a63b7c7d67d1d9a85142dbf1eee353f04f1e0791a275d86a313d490add1d0b53",
  rust: "dfd0084f8e6b8bdf6650b7eb63bf6b9f6f26a6e43c9ba4cae787c6640b99cecc",
  blight: "2db39b314926c145a90b0b6aeca7786a91787503f3a8e99d413e9fd28ec4cf21",
  mildew: "d0bd5b6ec68093ad667cdae18add6e5199b2456fd504811ed855403f2ba0d62a",
};

/** Mean red, green and blue of the middle 8 x 8 pixels, where blades lie. */
function meanColour(className: LeafClass): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (let index = 0; index < SAMPLE_SIZE; index++) {
    const leaf = drawLeaf(className, { seed: 5, index });
    for (let row = 12; row < 20; row++) {
      for (let column = 12; column < 20; column++) {
        const at = 3 * (row * LEAF_SHAPE.width + column);
        sums[0] += leaf[at]!;
        sums[1] += leaf[at + 1]!;
        sums[2] += leaf[at + 2]!;
      }
    }
  }
  const count = SAMPLE_SIZE * 64;
  return [sums[0] / count, sums[1] / count, sums[2] / count];
}

Deno.test("drawLeaf() gives the same bytes for the same arguments", () => {
  for (const className of LEAF_CLASSES) {
    const first = drawLeaf(className, { seed: 3, index: 7 });
    drawLeaf("rust", { seed: 9, index: 9 });
    assertEquals(drawLeaf(className, { seed: 3, index: 7 }), first);
  }
});

Deno.test("drawLeaf() gives other bytes for another seed, index or class", () => {
  const leaf = drawLeaf("healthy", { seed: 3, index: 7 });
  assertNotEquals(drawLeaf("healthy", { seed: 4, index: 7 }), leaf);
  assertNotEquals(drawLeaf("healthy", { seed: 3, index: 8 }), leaf);
  assertNotEquals(drawLeaf("healthy", { seed: 7, index: 3 }), leaf);
  assertNotEquals(drawLeaf("mildew", { seed: 3, index: 7 }), leaf);
});

Deno.test("drawLeaf() draws no leaf twice", () => {
  const seen = new Set<string>();
  for (const className of LEAF_CLASSES) {
    for (let index = 0; index < SAMPLE_SIZE; index++) {
      for (const seed of [1, 2]) {
        seen.add(drawLeaf(className, { seed, index }).join());
      }
    }
  }
  assertEquals(seen.size, LEAF_CLASSES.length * SAMPLE_SIZE * 2);
});

Deno.test("drawLeaf() gives three bytes a pixel at any size", () => {
  const options = { seed: 1, index: 0 };
  assertEquals(drawLeaf("spot", options).length, PIXELS * 3);
  for (const [height, width] of [[64, 48], [20, 90], [1, 1], [1, 7]]) {
    const leaf = drawLeaf("blight", {
      ...options,
      height: height!,
      width: width!,
    });
    assertEquals(leaf.length, height! * width! * 3);
  }
});

Deno.test("drawLeaf() draws the same leaf at twice the size", () => {
  let difference = 0;
  for (let index = 0; index < 20; index++) {
    const small = drawLeaf("healthy", { seed: 1, index });
    const large = drawLeaf("healthy", {
      seed: 1,
      index,
      height: 64,
      width: 64,
    });
    for (let i = 0; i < small.length; i++) {
      const pixel = Math.floor(i / 3);
      const row = 2 * Math.floor(pixel / 32);
      const at = 3 * (row * 64 + 2 * (pixel % 32)) + i % 3;
      const mean = (large[at]! + large[at + 3]! + large[at + 192]! +
        large[at + 195]!) / 4;
      difference += Math.abs(small[i]! - mean) / small.length / 20;
    }
  }
  // Grain and blur differ; another leaf differs by about 50.
  assert(difference < 15, `mean difference ${difference}`);
});

Deno.test("drawLeaf() keeps the bytes of the stored digests", async () => {
  for (const className of LEAF_CLASSES) {
    const bytes = new Uint8Array(20 * PIXELS * 3);
    for (let index = 0; index < 20; index++) {
      const leaf = drawLeaf(className, { seed: 1, index });
      bytes.set(leaf, index * leaf.length);
    }
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    assertEquals(new Uint8Array(digest).toHex(), DIGESTS[className], className);
  }
});

Deno.test("drawLeaf() makes healthy blades green", () => {
  const [red, green, blue] = meanColour("healthy");
  assert(green > 1.3 * red, `green ${green}, red ${red}`);
  assert(green > 1.3 * blue, `green ${green}, blue ${blue}`);
});

Deno.test("drawLeaf() shows each disease in the colour of its signs", () => {
  const healthy = meanColour("healthy");
  const rust = meanColour("rust");
  const mildew = meanColour("mildew");
  for (const className of ["spot", "rust", "blight"] as const) {
    const [red, green] = meanColour(className);
    const message = `${className}: red ${red}, green ${green}`;
    assert(red / green > healthy[0] / healthy[1] + 0.05, message);
  }
  assert(rust[0] > healthy[0] + 10, `rust is orange: red ${rust[0]}`);
  assert(mildew[2] > healthy[2] + 10, `mildew is white: blue ${mildew[2]}`);
});

Deno.test("every disease leaves its signs on the blade and nowhere else", () => {
  for (const paint of [paintSpots, paintRust, paintBlight, paintMildew]) {
    let marked = 0;
    for (let index = 0; index < 50; index++) {
      const draw = createDraw([index]);
      const canvas = createCanvas(32, 32);
      layBlade(canvas, draw);
      paint(canvas, draw);
      // The canvas was black: what is not black was painted on.
      const painted = [...canvas.part.keys()].filter((at) =>
        canvas.colour.subarray(3 * at, 3 * at + 3).some((value) => value > 0)
      );
      assert(painted.every((at) => canvas.part[at] === BLADE), paint.name);
      if (painted.length > 0) marked++;
    }
    assertEquals(marked, 50, paint.name);
  }
});

Deno.test("drawLeaf() refuses what it cannot draw", () => {
  assertThrows(
    () => drawLeaf("wilt" as LeafClass, { seed: 1, index: 0 }),
    RangeError,
    'Cannot draw a leaf of class "wilt": the classes are healthy, spot, rust',
  );
  assertThrows(
    () => drawLeaf("rust", { seed: -1, index: 0 }),
    RangeError,
    "Cannot draw a leaf with seed -1: it must be an integer in [0, 4294967295]",
  );
  assertThrows(
    () => drawLeaf("rust", { seed: 1, index: 0.5 }),
    RangeError,
    "Cannot draw a leaf with index 0.5",
  );
  assertThrows(
    () => drawLeaf("rust", { seed: 1, index: 0, height: 0 }),
    RangeError,
    "Cannot draw a leaf with height 0",
  );
});
