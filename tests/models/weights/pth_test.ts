import { assert, assertEquals, assertThrows } from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { openWeightsFile } from "../../../models/weights/open_weights_file.ts";
import { PthFile } from "../../../models/weights/pth.ts";
import { SafetensorsFile } from "../../../models/weights/safetensors.ts";
import type { WeightsFile } from "../../../models/weights/weights_file.ts";
import { mutate } from "../../datasets/_mutate.ts";
import expected from "../fixtures/dtypes.json" with { type: "json" };
import {
  archive,
  dictionary,
  int,
  name,
  open,
  storage,
  stream,
  tensor,
  text,
} from "./_pth.ts";

const FOLDER = new URL("../fixtures/", import.meta.url).pathname;

/** Both forms, as PyTorch wrote them. */
const FORMS = ["dtypes.pth", "dtypes-stream.pth"] as const;

/** All numbers of a tensor. */
function numbersOf(file: WeightsFile, name: string, unit = 1): number[] {
  return [...file.read(name, { unit })].flatMap(({ values }) => [...values]);
}

for (const form of FORMS) {
  Deno.test(`PthFile reads ${form} as PyTorch does`, () => {
    using file = new PthFile(FOLDER + form);
    assertEquals(
      [...file.tensors].map(([name, { dtype, shape }]) => [name, dtype, shape]),
      [
        ["f32", "F32", [13]],
        ["f16", "F16", [13]],
        ["bf16", "BF16", [13]],
        ["matrix", "F32", [2, 3]],
        ["count", "I64", []],
        ["empty", "F32", [0, 4]],
        ["turned", "F32", [3, 2]],
        ["columns", "F32", [2, 2]],
        ["parameter", "F32", [1]],
      ],
    );
    for (const name of ["f32", "f16", "bf16"] as const) {
      const bits = Uint32Array.from(expected[name]);
      assertEquals(numbersOf(file, name), [...new Float32Array(bits.buffer)]);
    }
    assertEquals(numbersOf(file, "matrix", 3), [0, 1, 2, 3, 4, 5]);
    assertEquals(numbersOf(file, "turned"), [0, 3, 1, 4, 2, 5]);
    assertEquals(numbersOf(file, "columns"), [1, 2, 4, 5]);
    assertEquals(numbersOf(file, "parameter"), [0.5]);
    assertEquals(numbersOf(file, "empty"), []);
    assertThrows(() => numbersOf(file, "count"), TypeError, "got I64");
    assertThrows(() => numbersOf(file, "none"), RangeError, "has none");
    assertThrows(() => numbersOf(file, "matrix", 4), RangeError, "of 4");
  });
}

Deno.test("openWeightsFile() knows a format by its first bytes", () => {
  for (const form of [...FORMS, "dtypes.safetensors"]) {
    using file = openWeightsFile(FOLDER + form);
    const isPth = form.endsWith(".pth");
    assertEquals(file instanceof (isPth ? PthFile : SafetensorsFile), true);
    assertEquals(numbersOf(file, "matrix"), [0, 1, 2, 3, 4, 5]);
  }
});

Deno.test("PthFile reads dictionaries and tensors as older versions wrote them", () => {
  const old = `${name("torch._utils", "_rebuild_tensor")}(` +
    `${storage("0", 6)}${int(1)}(${int(2)}t(${int(1)}ttR`;
  // Python 2: an ordered dictionary of a list of pairs, its texts of bytes.
  const pickle = `\x80\x02${name("collections", "OrderedDict")}](](U\x01a` +
    `${old}eea\x85R}b.`;
  const pairs = pickle.replace("](](", "(](](").replace("eea\x85R", "eetR");
  const storages = [{ key: "0", count: 6, bytes: 24 }];
  using file = open(stream(pairs, storages));
  assertEquals([...file.tensors.keys()], ["a"]);
  assertEquals(numbersOf(file, "a"), [0, 0]);
});

/** Files that are refused, and what is said. */
const REFUSED: Readonly<Record<string, () => Uint8Array<ArrayBuffer>>> = {
  "it begins as no such file does": () => new Uint8Array(40),
  "it holds no tensors by name": () => archive("\x80\x02}."),
  'it holds more than tensors by name: "a" is none': () =>
    archive(dictionary(int(1))),
  "a tensor of [7] is beyond its storage of 6 numbers": () =>
    archive(dictionary(tensor({ shape: [7] }))),
  "a tensor of [2, 2] is beyond its storage of 6 numbers": () =>
    archive(dictionary(tensor({ shape: [2, 2], strides: [5, 1] }))),
  "a tensor of [1] is beyond its storage of 6 numbers": () =>
    archive(dictionary(tensor({ shape: [1], offset: 6 }))),
  // More numbers than there are, by seeing them again and again.
  "a tensor of [1000000] is beyond its storage of 6 numbers": () =>
    archive(dictionary(tensor({ shape: [1e6], strides: [0] }))),
  "its pickle has a tensor that is none": () =>
    archive(dictionary(tensor({ shape: [2], strides: [-1] }))),
  "its pickle has a storage that is none": () =>
    archive(dictionary(tensor({ shape: [1], count: -1 }))),
  "the storage 0 is told of twice": () =>
    archive(
      dictionary(tensor({ shape: [1] }), tensor({ shape: [1], count: 5 })),
    ),
  "its storage 0 has 24 bytes, wanted 20": () =>
    archive(dictionary(tensor({ shape: [1], count: 5 }))),
  "its storage 1 has no bytes, wanted 24": () =>
    archive(dictionary(tensor({ shape: [1], key: "1" }))),
  "its x/data/0 is compressed": () =>
    archive(dictionary(), [{ name: "x/data/0", isDeflated: true }]),
  "its x/data/0 is cut short": () =>
    archive(dictionary(), [{
      name: "x/data/0",
      declaredBytes: 999,
      declaredCompressedBytes: 999,
    }]),
  "it has x/data.pkl twice": () =>
    archive(dictionary(), [{ name: "x/data.pkl" }]),
  "it has 2 entries data.pkl, where PyTorch writes one": () =>
    archive(dictionary(), [{ name: "y/data.pkl" }]),
  "it is a zip archive that is cut short": () =>
    archive(dictionary(), [{ name: "x/data/0", offset: 2 ** 31 }]),
  "its numbers have their high byte first": () =>
    archive(dictionary(), [{
      name: "x/byteorder",
      content: new TextEncoder().encode("big"),
    }]),
  "it is of version 7": () => stream("\x80\x02}.", [], { version: "K\x07" }),
  "its storage 0 has 5 numbers, wanted 6": () =>
    stream(dictionary(tensor({ shape: [1] })), [
      { key: "0", count: 5, bytes: 24 },
    ]),
  "it has a storage that no tensor is of, or one twice": () =>
    stream(dictionary(tensor({ shape: [1] })), [
      { key: "1", count: 6, bytes: 24 },
    ]),
};

for (const [state, make] of Object.entries(REFUSED)) {
  Deno.test(`PthFile refuses a file: ${state}`, () => {
    const error = assertThrows(() => open(make()), SyntaxError);
    const start = `Cannot read it.pth as weights of PyTorch: ${state}. Next`;
    assert(error.message.startsWith(start), error.message);
  });
}

Deno.test("PthFile refuses a stream that is longer or shorter than it says", () => {
  const pickle = dictionary(tensor({ shape: [1] }));
  for (const bytes of [23, 25]) {
    const file = () => open(stream(pickle, [{ key: "0", count: 6, bytes }]));
    assertThrows(file, SyntaxError, "storages, got");
  }
  assertThrows(() => open(stream(pickle, [])), SyntaxError, "storages, got");
});

for (const form of FORMS) {
  Deno.test(`PthFile reads damaged files of ${form} as they are, or refuses them`, () => {
    const whole = Deno.readFileSync(FOLDER + form);
    const generator = mersenne(7);
    const draw = (most: number) => uniformInt(generator, 0, most);
    const outcomes = { read: 0, refused: 0 };
    for (let run = 0; run < 4000; run++) {
      const bytes = mutate(whole, draw);
      try {
        using file = open(bytes);
        for (const [name, { dtype, shape }] of file.tensors) {
          if (!["F32", "F16", "BF16"].includes(dtype)) continue;
          const count = shape.reduce((product, length) => product * length, 1);
          assert(count <= bytes.length / 2, `${run}: [${shape}]`);
          assertEquals(numbersOf(file, name).length, count);
        }
        outcomes.read++;
      } catch (error) {
        assert(error instanceof SyntaxError, `${run}: ${error}`);
        outcomes.refused++;
      }
    }
    assert(outcomes.read > 0 && outcomes.refused > 0, JSON.stringify(outcomes));
  });
}

Deno.test("PthFile closes a file that it refuses", async () => {
  const path = await Deno.makeTempFile();
  await Deno.writeFile(path, archive(dictionary(text("none"))));
  assertThrows(() => openWeightsFile(path), SyntaxError, path);
  await Deno.remove(path);
});
