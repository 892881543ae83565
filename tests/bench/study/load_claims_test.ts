import { assert, assertEquals, assertRejects } from "@std/assert";
import { loadClaim, loadClaims } from "../../../bench/study/load_claims.ts";
import { cellsOf } from "../../../bench/study/study.ts";
import { UsageError } from "../../../bench/study/usage_error.ts";

Deno.test("loadClaims() finds claims by parts of their names", async () => {
  const namesOf = async (filter: string[]) =>
    (await loadClaims(filter)).map(({ name }) => name);
  assertEquals(await namesOf(["gain", "size"]), ["gain", "batch-size"]);
  assertEquals((await namesOf([])).length > 10, true);
  await assertRejects(
    () => namesOf(["gian"]),
    UsageError,
    'Cannot find a claim with "gian" in its name: did you mean gain? there ' +
      "are gain, ",
  );
});

Deno.test("loadClaims() finds assertions by the names that deno task accept takes", async () => {
  const [claim, ...others] = await loadClaims(["gain/headline"]);
  assertEquals(others, []);
  assertEquals(claim!.assertions.map(({ name }) => name), ["headline"]);
  const [whole] = await loadClaims(["gain/headline", "gain"]);
  assertEquals(whole!.assertions.length, 2);
  await assertRejects(
    () => loadClaims(["inference", "gain/headlin3"]),
    UsageError,
    'Cannot find an assertion with "gain/headlin3" in its name: did you mean ' +
      "gain/headline? there are gain/positive, gain/headline",
  );
  await assertRejects(
    () => loadClaims(["gain", "bench"]),
    UsageError,
    'Cannot find a claim with "bench" in its name: there are',
  );
});

Deno.test("loadClaims() takes of a claim what its assertions need", async () => {
  const [whole] = await loadClaims(["remedies"]);
  const [part] = await loadClaims(["remedies/oversampling"]);
  assertEquals(part!.assertions.length, 1);
  const names = Object.keys(part!.cells);
  assert(names.length > 0 && names.length < Object.keys(whole!.cells).length);
  for (const statement of [...part!.assertions, ...part!.measures ?? []]) {
    for (const cell of cellsOf(statement)) assert(names.includes(cell), cell);
  }
});

Deno.test("loadClaims() has the order of the paper, then ours", async () => {
  const names = (await loadClaims()).map(({ name }) => name);
  assertEquals(names, [
    "gain",
    "uncertainty",
    "inference",
    "threshold",
    "batch-size",
    "generality",
    "majority",
    "sigmoid",
    "training-length",
    "ranking",
    "remedies",
    "control",
  ]);
});

Deno.test("loadClaim() names the file, the claim and the field", async () => {
  const folder = await Deno.makeTempDir();
  const load = async (name: string, text: string) => {
    const path = `${folder}/${name}_bench.ts`;
    await Deno.writeTextFile(path, text);
    return await loadClaim(new URL(`file://${path}`));
  };
  const next = ". Next step: mend the file, or move it out of bench/";
  const cases = [
    [
      'export default { name: "odd", level: 2 }',
      'Cannot read the claim "odd" in bench/odd_bench.ts: sentence: it is ' +
      "missing; wanted a text; ",
    ],
    [
      "export {}",
      "Cannot read the claim in bench/odd_bench.ts: wanted export default " +
      "claim({...}), got nothing" + next,
    ],
    ["", "wanted export default claim({...}), got nothing" + next],
    ["import './gone.ts'", "Cannot load bench/odd_bench.ts: Module not found"],
    ["const a = ;", "Cannot load bench/odd_bench.ts: "],
    [
      `export { default } from "${new URL(
        "../../../bench/gain_bench.ts",
        import.meta.url,
      )}"`,
      'Cannot read the claim "gain" in bench/odd_bench.ts: wanted the name of ' +
      'its file, "odd". Next step: ',
    ],
  ];
  for (const [at, [text = "", message]] of cases.entries()) {
    await Deno.mkdir(`${folder}/${at}`);
    await assertRejects(() => load(`${at}/odd`, text), TypeError, message);
  }
  await Deno.remove(folder, { recursive: true });
});
