import { assert, assertEquals } from "@std/assert";
import { locateLibrary } from "../../../../models/engines/tensorflow/locate.ts";
import { wasm } from "../../../_wasm.ts";
import { CASES } from "./_cases.ts";
import { distance, type Fixtures, readFixtures } from "./_fixtures.ts";
import { train } from "./_trainings.ts";
import { deno, outcomeOf } from "../../../_process.ts";

/** What both engines may differ by: some 80 roundings of the largest value. */
const ALIKE = 1e-5;

/** The same after a few steps, each of which builds on the one before. */
const TRAINED_ALIKE = 1e-3;

/** Fixtures of another processor differ in their last digits. */
const STORED_ALIKE = 1e-4;

const fixtures = await readFixtures();
const library = locateLibrary("cpu")?.path;

/** What TensorFlow computes now, in a process that runs beside these tests. */
const live = library === undefined ? undefined : outcomeOf(
  deno("run --quiet --no-prompt -P=test", [
    import.meta.resolve("./_make_fixtures.ts"),
    library,
    "--print",
  ]),
);

Deno.test("the fixtures are of the cases that there are", () => {
  const names = CASES.map(({ name }) => name);
  assertEquals(Object.keys(fixtures.cases).sort(), names.toSorted());
});

for (const { name, compute } of CASES) {
  Deno.test(`WebAssembly computes as TensorFlow does: ${name}`, () => {
    const wanted = fixtures.cases[name] ?? [];
    const got = compute();
    assertEquals(
      got.map(({ shape }) => shape),
      wanted.map(({ shape }) => shape),
    );
    assert(wanted.length > 0);
    for (const [at, { values }] of wanted.entries()) {
      const apart = distance(got[at]!.dataSync(), values);
      assert(apart <= ALIKE, `output ${at} is ${apart} apart`);
    }
  });
}

Deno.test("WebAssembly draws TensorFlow's random numbers, to the bit", () => {
  const { compute } = CASES.find(({ name }) => name === "random numbers")!;
  for (const [at, { values }] of fixtures.cases["random numbers"]!.entries()) {
    // Whole numbers of 2^-23: the stored digits tell each from the next.
    const steps = (value: number) => Math.round(value * 2 ** 23);
    assertEquals(
      Array.from(compute()[at]!.dataSync(), steps),
      values.map(steps),
    );
  }
});

Deno.test("WebAssembly trains every network, head and form of outputs as TensorFlow does", () => {
  const trained = train(wasm.compile);
  assertEquals(Object.keys(trained), Object.keys(fixtures.trainings));
  for (const [name, wanted] of Object.entries(fixtures.trainings)) {
    for (const [at, values] of wanted.entries()) {
      const apart = distance(trained[name]![at]!, values);
      assert(apart <= TRAINED_ALIKE, `${name}: list ${at} is ${apart} apart`);
    }
  }
});

Deno.test({
  name: "the fixtures are what TensorFlow computes" +
    (library === undefined ? " (skipped: no libtensorflow)" : ""),
  ignore: library === undefined,
  fn: async () => {
    const { code, stdout, stderr } = (await live)!;
    assertEquals(code, 0, stderr);
    const now: Fixtures = JSON.parse(stdout);
    assertEquals(Object.keys(now.cases), Object.keys(fixtures.cases));
    for (const [name, wanted] of Object.entries(fixtures.cases)) {
      for (const [at, { values }] of wanted.entries()) {
        const apart = distance(now.cases[name]![at]!.values, values);
        assert(apart <= STORED_ALIKE, `${name}: output ${at}: ${apart} apart`);
      }
    }
    for (const [name, wanted] of Object.entries(fixtures.trainings)) {
      for (const [at, values] of wanted.entries()) {
        const apart = distance(now.trainings[name]![at]!, values);
        assert(apart <= TRAINED_ALIKE, `${name}: list ${at}: ${apart} apart`);
      }
    }
  },
});
