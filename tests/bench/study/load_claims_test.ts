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
    'Cannot find a claim with "gian" in its name: there are gain, ',
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
    'Cannot find an assertion with "gain/headlin3" in its name: there are ' +
      "gain/positive, gain/headline",
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
  await assertRejects(
    () => load("odd", 'export default { name: "odd", level: 2 }'),
    TypeError,
    'Cannot load odd_bench.ts: Cannot read the claim "odd": sentence: ',
  );
  await assertRejects(
    () => load("empty", "export {}"),
    TypeError,
    "Cannot load empty_bench.ts: Cannot read the claim",
  );
  await Deno.remove(folder, { recursive: true });
});
