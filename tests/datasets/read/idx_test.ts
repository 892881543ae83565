import { assert, assertEquals, assertGreater, assertThrows } from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { type IdxArray, readIdx } from "../../../datasets/read/idx.ts";
import { idxFile } from "../_made_up.ts";

Deno.test("readIdx() gives back the shape and values that were written", () => {
  const generator = mersenne(1);
  for (let run = 0; run < 300; run++) {
    const dimensions = uniformInt(generator, 1, 4);
    const shape = Array.from(
      { length: dimensions },
      () => uniformInt(generator, 0, 5),
    );
    const size = shape.reduce((product, length) => product * length, 1);
    const values = Uint8Array.from(
      { length: size },
      () => uniformInt(generator, 0, 255),
    );
    assertEquals(readIdx(idxFile({ shape, values })), { shape, values });
  }
});

Deno.test("readIdx() reads sizes as big-endian 32-bit integers", () => {
  const file = new Uint8Array(8 + 0x010203);
  file.set([0, 0, 8, 1, 0, 1, 2, 3]);
  assertEquals(readIdx(file).shape, [0x010203]);
});

Deno.test("readIdx() gives no values for an empty dimension", () => {
  const file = idxFile({ shape: [0, 28, 28], values: [] });
  assertEquals(readIdx(file), {
    shape: [0, 28, 28],
    values: new Uint8Array(),
  });
});

Deno.test("readIdx() gives a view of the file, not a copy", () => {
  const file = idxFile({ shape: [2], values: [7, 9] });
  const { values } = readIdx(file);
  file[8] = 8;
  assertEquals([...values], [8, 9]);
});

Deno.test("readIdx() reads a file that begins inside a larger buffer", () => {
  const file = idxFile({ shape: [2, 1], values: [7, 9] });
  const buffer = new Uint8Array(file.length + 10).fill(255);
  buffer.set(file, 5);
  const part = buffer.subarray(5, 5 + file.length);
  assertEquals(readIdx(part), {
    shape: [2, 1],
    values: Uint8Array.of(7, 9),
  });
});

Deno.test("readIdx() refuses what does not begin like an IDX file", () => {
  const page = new TextEncoder().encode("<!doctype html>");
  for (const bytes of [[], [0], [0, 0, 8], [1, 0, 8, 1], [0, 1, 8, 1], page]) {
    assertThrows(
      () => readIdx(Uint8Array.from(bytes)),
      SyntaxError,
      "Cannot read the IDX file: it does not begin with two zero bytes",
    );
  }
});

Deno.test("readIdx() refuses other types than unsigned bytes", () => {
  // The other types of the format: signed byte, short, int, float, double.
  for (const type of [9, 11, 12, 13, 14, 0, 255]) {
    assertThrows(
      () => readIdx(idxFile({ shape: [1], values: [1], type })),
      SyntaxError,
      "Cannot read the IDX file: wanted unsigned bytes (type 8) in 1 or more " +
        `dimensions, got type ${type} in 1`,
    );
  }
});

Deno.test("readIdx() refuses an array without dimensions", () => {
  assertThrows(
    () => readIdx(idxFile({ shape: [], values: [1] })),
    SyntaxError,
    "in 1 or more dimensions, got type 8 in 0",
  );
});

Deno.test("readIdx() refuses a file that ends within its header", () => {
  const file = idxFile({ shape: [1, 1, 1], values: [1] });
  for (const length of [4, 7, 8, 15]) {
    assertThrows(
      () => readIdx(file.subarray(0, length)),
      SyntaxError,
      `Cannot read the IDX file: wanted a header of 16 bytes, got ${length}`,
    );
  }
});

Deno.test("readIdx() refuses a value too few or too many", () => {
  for (const values of [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6, 7], []]) {
    assertThrows(
      () => readIdx(idxFile({ shape: [2, 3], values })),
      SyntaxError,
      "Cannot read the IDX file: wanted 6 values for the shape [2,3], got " +
        `${values.length}: it is cut short or not what it says. Next step: `,
    );
  }
});

Deno.test("readIdx() refuses sizes whose product is past all memory", () => {
  const shape = Array.from({ length: 255 }, () => 2 ** 32 - 1);
  for (const sizes of [shape, [...shape.slice(1), 0]]) {
    assertThrows(
      () => readIdx(idxFile({ shape: sizes, values: [1] })),
      SyntaxError,
      "it is cut short or not what it says",
    );
  }
});

Deno.test("readIdx() parses mutated files or throws a SyntaxError", () => {
  const generator = mersenne(7);
  const draw = (most: number) => uniformInt(generator, 0, most);
  let parsed = 0;
  let refused = 0;
  for (let run = 0; run < 2000; run++) {
    const shape = Array.from({ length: 1 + draw(2) }, () => draw(4));
    const size = shape.reduce((product, length) => product * length, 1);
    const values = Array.from({ length: size }, () => draw(255));
    const file = mutate(idxFile({ shape, values }), draw);
    let array: IdxArray;
    try {
      array = readIdx(file);
    } catch (error) {
      assert(error instanceof SyntaxError, `run ${run}: ${error}`);
      refused++;
      continue;
    }
    parsed++;
    const wanted = array.shape.reduce((product, length) => product * length, 1);
    assertEquals(array.shape.length, file[3]);
    assertEquals(array.values.length, wanted);
    assertEquals(file.length, 4 + 4 * array.shape.length + wanted);
  }
  // Both ways must have been taken, or the mutations are too weak or strong.
  assertGreater(parsed, 100);
  assertGreater(refused, 100);
});

/** Changes bytes, cuts the end off, or lengthens it. */
function mutate(file: Uint8Array, draw: (most: number) => number): Uint8Array {
  const kind = draw(3);
  if (kind === 0) return file.subarray(0, draw(file.length));
  if (kind === 1) {
    const longer = new Uint8Array(file.length + 1 + draw(8));
    longer.set(file);
    return longer;
  }
  const changed = file.slice();
  const changes = 1 + draw(2);
  for (let change = 0; change < changes; change++) {
    const end = kind === 2 ? Math.min(changed.length, 20) : changed.length;
    changed[draw(end - 1)] = draw(255);
  }
  return changed;
}
