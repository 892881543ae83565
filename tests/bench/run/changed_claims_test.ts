import { assertEquals, assertNotEquals } from "@std/assert";
import { changedClaims } from "../../../bench/run/changed_claims.ts";
import type { Claim } from "../../../bench/study/claim.ts";
import { loadClaims } from "../../../bench/study/load_claims.ts";

const ROOT = new URL("../../../", import.meta.url);

const CLAIMS = await loadClaims();

/** The names of claims, in the order that is given. */
function namesOf(isWanted: (claim: Claim) => boolean): string[] {
  return CLAIMS.filter(isWanted).map(({ name }) => name).sort();
}

const ALL = namesOf(() => true);
const NONE: string[] = [];

/** A part of a file, and what it was. */
type Edit = readonly [path: string, is: string | RegExp, was: string];

/** The claims that are changed where parts of files were others. */
async function changedBy(...edits: readonly Edit[]): Promise<string[]> {
  const left = new Set(edits);
  const textOf = async (url: URL) => {
    let text = await Deno.readTextFile(url);
    for (const edit of edits) {
      const [path, is, was] = edit;
      if (url.href !== new URL(path, ROOT).href) continue;
      const before = text.replace(is, was);
      assertNotEquals(before, text, `${path} has no ${is}`);
      text = before;
      left.delete(edit);
    }
    return text;
  };
  const changed = await changedClaims(textOf);
  // What is not read cannot matter, but has to be there.
  for (const [path] of left) await textOf(new URL(path, ROOT));
  return changed;
}

const hasKind = (name: string) => ({ assertions, measures = [] }: Claim) =>
  [...assertions, ...measures].some(({ kind }) => kind === name);

Deno.test("changedClaims() finds none where nothing differs", async () => {
  assertEquals(await changedClaims((url) => Deno.readTextFile(url)), NONE);
});

Deno.test("changedClaims() finds all behind what trains, measures or decides", async () => {
  const edits = [
    ["models/training/adam.ts", "= 0.999", "= 0.99"],
    ["models/metrics/metrics.ts", "2 * hits", "3 * hits"],
    ["datasets/leaves/_rust.ts", "0.31", "0.32"],
    ["statistics/wealth.ts", "0.99", "0.98"],
    [
      "bench/study/decide.ts",
      "isOfAssertion(placed)",
      "!isOfAssertion(placed)",
    ],
    ["deno.json", /tfjs@4/, "tfjs@5"],
  ] as const;
  for (const edit of edits) {
    assertEquals(await changedBy(edit), ALL, edit[0]);
  }
});

Deno.test("changedClaims() finds a claim by its own file alone", async () => {
  assertEquals(
    await changedBy(["bench/gain_bench.ts", "MARGIN = 0.05", "MARGIN = 0.04"]),
    ["gain"],
  );
});

Deno.test("changedClaims() finds the claims that have statements of a kind", async () => {
  for (const kind of ["peak", "differ", "ratio"]) {
    const path = `bench/study/kinds/${kind}.ts`;
    const found = await changedBy([path, "const schema", "let schema"]);
    assertEquals(found, namesOf(hasKind(kind)), kind);
    assertNotEquals(found, ALL, kind);
  }
});

Deno.test("changedClaims() finds a claim by its reviewed verdicts, and all by their names", async () => {
  const path = "bench/expected.json";
  const verdict = /("uncertainty\/under-confident": \{\s+"verdict": )"\w+"/;
  const changed = await changedBy([path, verdict, '$1"contradicted"']);
  assertEquals(changed, ["uncertainty"]);
  assertEquals(await changedBy([path, "gain/headline", "gain/other"]), ALL);
});

Deno.test("changedClaims() finds none behind what only describes, shows or fetches", async () => {
  const found = await changedBy(
    ["models/training/adam.ts", "/**", "/** More. */\n/**"],
    ["bench/gain_bench.ts", "// F1", "// The F1"],
    ["bench/expected.json", /"reason": "[^"]+"/, '"reason": "another"'],
    ["datasets/registry.ts", "https://ossci", "https://other"],
    ["datasets/acquire/fetch_file.ts", "30_000", "40_000"],
    ["bench/study/kinds/mod.ts", "const MEASURES", "export const MEASURES"],
    ["reports/html/style.ts", "px", "em"],
    ["README.md", "#", "##"],
  );
  assertEquals(found, NONE);
});
