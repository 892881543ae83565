/** Reports of 100,000 rows of trials, in a process of their own. */
import { assert, assertEquals, assertLess } from "@std/assert";
import { readResults } from "../../reports/read_results.ts";
import { runTask } from "../bench/tasks/_run.ts";
import { madeUpResults } from "./_result_set.ts";
import { writeResults } from "./_write_results.ts";

/** Seeds of a site with two arms and three rows a seed. */
const SEEDS = 3_400;
const SITES = Array.from({ length: 10 }, (_, at) => `data-${at} small-cnn`);

Deno.test("deno task report takes 100,000 trial rows in 1 GB", async () => {
  const folder = await Deno.makeTempDir();
  await writeResults(folder, madeUpResults({ seeds: SEEDS, sites: SITES }));
  const { trials } = await readResults(folder);
  assert(trials.length > 100_000, String(trials.length));
  const before = await Deno.readTextFile(`${folder}/index.html`);
  await Deno.remove(`${folder}/index.html`);
  // A heap that is smaller than the limit: beyond it the process dies.
  const { code, stderr } = await runTask("report", [folder], {
    DENO_V8_FLAGS: "--max-old-space-size=900",
  });
  assertEquals(code, 0, stderr);
  const page = await Deno.readTextFile(`${folder}/index.html`);
  assertEquals(page, before);
  assertLess(page.length, 4_000_000);
  await Deno.remove(folder, { recursive: true });
});
