/** The claim that docs/writing_a_claim.md shows is one that can be run. */
import { assert, assertEquals } from "@std/assert";
import type { Claim } from "../../bench/study/claim.ts";
import { planStudy } from "../../bench/study/plan_study.ts";
import { studyTrials } from "../../bench/study/study.ts";
import { loadClaims } from "../../bench/study/load_claims.ts";
import { drawable, siteOf } from "../bench/_trials.ts";
import { shownRows, TABLES } from "./_claim_tables.ts";
import { blocksOf, DOCUMENTS } from "./_documents.ts";

const BENCH = new URL("../../bench/", import.meta.url);

/** The claim that a text declares, as if it were a file of bench/. */
async function claimOf(text: string): Promise<Claim> {
  const path = await Deno.makeTempFile({ suffix: "_bench.ts" });
  const absolute = text.replaceAll('"./', `"${BENCH.href}`);
  await Deno.writeTextFile(path, absolute);
  try {
    return (await import(`file://${path}`)).default;
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("writing_a_claim.md shows a claim that can be planned", async () => {
  const page = DOCUMENTS.get("docs/writing_a_claim.md") ?? "";
  const [text = ""] = blocksOf(page, "ts ignore");
  assert(text.trim().split("\n").length < 40, "under 40 lines");
  const claim = await claimOf(text);
  assertEquals(claim.name, "augmentation");
  const known = (await loadClaims()).map(({ name }) => name);
  assert(!known.includes(claim.name), "the name is free");
  const study = planStudy(claim, {
    site: siteOf(),
    seeds: 10,
    dataset: drawable(),
  });
  assertEquals(study.leftOut, []);
  assertEquals(study.assertions.map(({ name }) => name), ["kept"]);
  assertEquals(studyTrials(study).length, 4 * 10);
});

for (const table of TABLES) {
  Deno.test(`writing_a_claim.md has the table of each ${table.title}`, () => {
    const shown = shownRows(table);
    assertEquals(
      shown.map((row, at) => row.slice(0, table.rows[at]?.length)),
      table.rows,
    );
    for (const row of shown) assert(row.every((cell) => cell !== ""), row[0]);
  });
}
