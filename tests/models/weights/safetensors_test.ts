import { assert, assertEquals, assertThrows } from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { SafetensorsFile } from "../../../models/weights/safetensors.ts";
import { mutate } from "../../datasets/_mutate.ts";
import { memorySource } from "./_memory_source.ts";
import { writeSafetensors } from "./_safetensors.ts";
import expected from "../fixtures/dtypes.json" with { type: "json" };

const FIXTURE = new URL("../fixtures/dtypes.safetensors", import.meta.url)
  .pathname;

/** All numbers of a tensor. */
function numbersOf(file: SafetensorsFile, name: string): Float32Array {
  const values = [...file.read(name)].flatMap((piece) => [...piece.values]);
  return Float32Array.from(values);
}

/** A file of a header, whatever is in it, and so many bytes after it. */
function fileOf(
  header: unknown,
  { bytes = 8, length }: { bytes?: number; length?: bigint } = {},
): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(
    typeof header === "string" ? header : JSON.stringify(header),
  );
  const file = new Uint8Array(8 + text.length + bytes);
  const declared = length ?? BigInt(text.length);
  new DataView(file.buffer).setBigUint64(0, declared, true);
  file.set(text, 8);
  return file;
}

/** A file on disk, gone after the test. */
function withFile(
  bytes: Uint8Array<ArrayBuffer>,
  test: (path: string) => void,
): void {
  const path = Deno.makeTempFileSync({ suffix: ".safetensors" });
  try {
    Deno.writeFileSync(path, bytes);
    test(path);
  } finally {
    Deno.removeSync(path);
  }
}

function assertRefused(bytes: Uint8Array<ArrayBuffer>, state: string): void {
  withFile(bytes, (path) => {
    const error = assertThrows(() => new SafetensorsFile(path), SyntaxError);
    assertEquals(error.message, `Cannot read ${path} as safetensors: ${state}`);
  });
}

Deno.test("SafetensorsFile reads what the package has written", () => {
  using file = new SafetensorsFile(FIXTURE);
  assertEquals(
    [...file.tensors].map(([name, { dtype, shape }]) => [name, dtype, shape]),
    [
      ["count", "I64", []],
      ["empty", "F32", [0, 4]],
      ["f32", "F32", [13]],
      ["matrix", "F32", [2, 3]],
      ["bf16", "BF16", [13]],
      ["f16", "F16", [13]],
    ],
  );
  assertEquals([...numbersOf(file, "matrix")], [0, 1, 2, 3, 4, 5]);
  assertEquals(numbersOf(file, "empty").length, 0);
});

for (const name of ["f32", "f16", "bf16"] as const) {
  Deno.test(`SafetensorsFile reads every number of ${name} as PyTorch does`, () => {
    using file = new SafetensorsFile(FIXTURE);
    const bits = Uint32Array.from(expected[name]);
    // Whatever bits a NaN has, it is one; and zeros have their signs.
    assertEquals(
      [...numbersOf(file, name)],
      [...new Float32Array(bits.buffer)],
    );
  });
}

Deno.test("SafetensorsFile gives a tensor in pieces of whole units", () => {
  const path = Deno.makeTempFileSync();
  const unit = 3 * 2 ** 17;
  const count = 7 * unit;
  writeSafetensors(path, [
    {
      name: "large",
      dtype: "F16",
      shape: [7, unit],
      values: () => Float32Array.from({ length: count }, (_, at) => at % 2048),
    },
    { name: "a", dtype: "F32", shape: [1], values: () => Float32Array.of(9) },
  ]);
  using file = new SafetensorsFile(path);
  let next = 0;
  for (const { at, values } of file.read("large", { unit })) {
    assertEquals(at, next);
    assertEquals(values.length % unit, 0);
    // No more at a time than there has to be.
    assert(values.length <= 2 * unit);
    assert(values.every((value, index) => value === (at + index) % 2048));
    next += values.length;
  }
  assertEquals(next, count);
  assertEquals([...numbersOf(file, "a")], [9]);
  assertThrows(
    () => [...file.read("large", { unit: 2 * unit })],
    RangeError,
    `Cannot read large in multiples of ${2 * unit}: it has ${count} numbers`,
  );
  Deno.removeSync(path);
});

Deno.test("SafetensorsFile refuses to read other types, and what is not there", () => {
  using file = new SafetensorsFile(FIXTURE);
  assertThrows(
    () => [...file.read("count")],
    TypeError,
    `Cannot read count of ${FIXTURE}: wanted numbers of type F32, F16, BF16, ` +
      "got I64",
  );
  assertThrows(
    () => [...file.read("f64")],
    RangeError,
    `Cannot read f64: ${FIXTURE} has none`,
  );
});

Deno.test("SafetensorsFile refuses a file that is too short", () => {
  assertRefused(new Uint8Array(7), "it has 7 bytes");
  assertRefused(
    fileOf("{}", { bytes: 0, length: 3n }),
    "wanted a header of at most 2 bytes, got 3",
  );
  assertRefused(
    fileOf("{}", { length: 2n ** 63n }),
    `wanted a header of at most 10 bytes, got ${2n ** 63n}`,
  );
});

Deno.test("SafetensorsFile refuses a header that is no JSON object", () => {
  for (const header of ["", "[]", "null", "7", '{"a":', "{}x"]) {
    assertRefused(fileOf(header), "its header is no JSON object");
  }
  const notText = fileOf('{"  ":{}}');
  notText.fill(0xff, 10, 12);
  assertRefused(notText, "its header is no JSON object");
});

const entry = (
  offsets: readonly number[],
  { dtype = "F32", shape = [1] }: { dtype?: string; shape?: unknown } = {},
) => ({ dtype, shape, data_offsets: offsets });

Deno.test("SafetensorsFile refuses tensors that do not fill the file", () => {
  assertRefused(
    fileOf({ a: entry([0, 4]) }),
    "wanted 4 bytes of tensors after the header, got 8",
  );
  assertRefused(
    fileOf({ a: entry([0, 4]), b: entry([8, 12]) }, { bytes: 12 }),
    "b is after a hole: wanted it from byte 4, got 8",
  );
  assertRefused(
    fileOf({ b: entry([2, 6]), a: entry([0, 4]) }, { bytes: 6 }),
    "b is over another: wanted it from byte 4, got 2",
  );
  assertRefused(
    fileOf({ a: entry([0, 4]), b: entry([0, 4]) }, { bytes: 4 }),
    "b is over another: wanted it from byte 4, got 0",
  );
  assertRefused(
    fileOf({ a: entry([0, 4]), b: entry([4, 8]) }, { bytes: 7 }),
    "wanted 8 bytes of tensors after the header, got 7",
  );
});

Deno.test("SafetensorsFile refuses a tensor that is not as long as it says", () => {
  const sizes = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, U8: 1, BOOL: 1 };
  for (const [dtype, size] of Object.entries(sizes)) {
    const wanted = 3 * size;
    assertRefused(
      fileOf({ a: entry([0, 7], { dtype, shape: [3, 1] }) }, { bytes: 7 }),
      `a: wanted ${wanted} bytes for [3,1] of ${dtype}, got 7`,
    );
  }
  assertRefused(
    fileOf({ a: entry([4, 0]) }),
    "a: wanted 4 bytes for [1] of F32, got -4",
  );
});

Deno.test("SafetensorsFile refuses what is no description of a tensor", () => {
  const cases: [unknown, string][] = [
    [entry([0, 8], { dtype: "F31" }), "a is no tensor: dtype: "],
    [entry([0, 8], { shape: [-1] }), "a is no tensor: shape.0: "],
    [entry([0, 8], { shape: [0.5] }), "a is no tensor: shape.0: "],
    [entry([0, 8], { shape: 2 }), "a is no tensor: shape: "],
    [entry([0, 8, 9]), "a is no tensor: data_offsets: "],
    [entry([-8, 0]), "a is no tensor: data_offsets.0: "],
    [7, "a is no tensor: "],
  ];
  for (const [value, state] of cases) {
    withFile(fileOf({ a: value }), (path) => {
      assertThrows(
        () => new SafetensorsFile(path),
        SyntaxError,
        `Cannot read ${path} as safetensors: ${state}`,
      );
    });
  }
  assertRefused(
    fileOf({ __metadata__: { format: 1 } }, { bytes: 0 }),
    "its __metadata__ holds more than texts",
  );
});

Deno.test("SafetensorsFile refuses a tensor of the end of a file that shrinks", () => {
  withFile(fileOf({ a: entry([0, 8], { shape: [2] }) }), (path) => {
    using file = new SafetensorsFile(path);
    Deno.truncateSync(path, Deno.statSync(path).size - 1);
    assertThrows(
      () => [...file.read("a")],
      SyntaxError,
      `Cannot read ${path} as safetensors: it was cut short meanwhile`,
    );
  });
});

Deno.test("SafetensorsFile reads damaged files as they are, or refuses them", () => {
  const whole = Deno.readFileSync(FIXTURE);
  const generator = mersenne(5);
  const draw = (most: number) => uniformInt(generator, 0, most);
  const outcomes = { read: 0, refused: 0 };
  for (let run = 0; run < 1000; run++) {
    const mutated = mutate(whole, draw);
    try {
      using file = new SafetensorsFile("it", memorySource(mutated));
      let bytes = 0;
      for (const [name, { dtype, offsets: [from, to] }] of file.tensors) {
        bytes += to - from;
        if (!["F32", "F16", "BF16"].includes(dtype)) continue;
        const size = dtype === "F32" ? 4 : 2;
        assertEquals(numbersOf(file, name).length, (to - from) / size);
      }
      assert(bytes < mutated.length);
      outcomes.read++;
    } catch (error) {
      assert(error instanceof SyntaxError, `${run}: ${error}`);
      outcomes.refused++;
    }
  }
  assert(outcomes.read > 0 && outcomes.refused > 0, JSON.stringify(outcomes));
});

Deno.test("SafetensorsFile closes a file that it refuses", () => {
  let closed = 0;
  const source = memorySource(fileOf("[]"), () => closed++);
  assertThrows(() => new SafetensorsFile("it", source), SyntaxError, "it");
  assertEquals(closed, 1);
});
