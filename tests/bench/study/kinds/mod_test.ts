import { assert, assertEquals } from "@std/assert";
import {
  ASSERTION_KINDS,
  isAssertion,
  kindNamed,
  kindOf,
  KINDS,
} from "../../../../bench/study/kinds/mod.ts";

const FOLDER = new URL("../../../../bench/study/kinds/", import.meta.url);

Deno.test("KINDS has every file of its folder, by its name", async () => {
  const files: string[] = [];
  for await (const { name } of Deno.readDir(FOLDER)) {
    if (!name.startsWith("_")) files.push(name.replace(".ts", ""));
  }
  const kinds = files.filter((name) => name !== "mod" && name !== "kind");
  assertEquals(Object.keys(KINDS).sort(), kinds.sort());
});

for (const [name, kind] of Object.entries(KINDS)) {
  Deno.test(`${name} reads statements of its name, and of no other`, () => {
    const faultsOf = (kindName: string) =>
      kind.schema.safeParse({ kind: kindName }).error!.issues
        .map(({ path }) => path.join("."));
    assert(!faultsOf(name).includes("kind"));
    assert(faultsOf("another").includes("kind"));
    assert(faultsOf(name).includes("says"));
    assertEquals(kindNamed(name), kind);
  });
}

for (const [name, kind] of Object.entries(ASSERTION_KINDS)) {
  Deno.test(`${name} can be calibrated`, () => {
    const { statement, justFalse, justTrue, effect } = kind.calibration;
    assertEquals(statement.kind, name);
    assert(isAssertion(statement) && kindOf(statement) === kind);
    const counts = [justFalse, justTrue, effect].map(({ means }) =>
      means.length
    );
    assertEquals(new Set(counts).size, 1);
    const least = kind.leastSites ?? kind.conditions(statement).length;
    assert(counts[0]! >= least);
  });
}

Deno.test("kindNamed() knows no kind of another version", () => {
  assertEquals(kindNamed("toString"), undefined);
});
