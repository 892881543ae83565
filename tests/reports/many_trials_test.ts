/** Reports of 100,000 rows of trials, in a process of their own. */
import { assertEquals, assertGreater, assertLess } from "@std/assert";
import { runTask } from "../bench/tasks/_run.ts";
import { madeUpResults } from "./_result_set.ts";
import { writeTables } from "./_write_results.ts";

/** Seeds of a site with two arms and three rows a seed. */
const SEEDS = 3_400;
const SITES = Array.from({ length: 10 }, (_, at) => `data-${at} small-cnn`);

Deno.test("deno task report takes 100,000 trial rows in 1 GB", async () => {
  const folder = await Deno.makeTempDir();
  const results = madeUpResults({ seeds: SEEDS, sites: SITES });
  assertGreater(results.trials.length, 100_000);
  await writeTables(folder, results);
  // A heap that is smaller than the limit: beyond it the process dies.
  const { code, stderr } = await runTask("report", [folder], {
    DENO_V8_FLAGS: "--max-old-space-size=900",
  });
  assertEquals(code, 0, stderr);
  const page = await Deno.readTextFile(`${folder}/index.html`);
  assertLess(page.length, 4_000_000);
  await Deno.remove(folder, { recursive: true });
});
