/** Reports of 100,000 rows of trials, in a process of their own. */
import { assertEquals, assertGreater, assertLess } from "@std/assert";
import { runTask } from "../bench/tasks/_run.ts";
import { madeUpDocument } from "./_document.ts";
import { writeDocument } from "./_runs.ts";

/** Seeds of a site with two arms, evaluated nine times a seed. */
const SEEDS = 1_200;
const SITES = Array.from({ length: 10 }, (_, at) => `data-${at} small-cnn`);

Deno.test("deno task report takes 100,000 trial rows in 1 GB", async () => {
  const folder = await Deno.makeTempDir();
  const run = madeUpDocument({ seeds: SEEDS, sites: SITES });
  const rows = run.trials.flatMap(({ result }) => result.evaluations);
  assertGreater(rows.length, 100_000);
  await writeDocument(folder, run);
  // A heap that is smaller than the limit: beyond it the process dies.
  const { code, stderr } = await runTask("report", [folder], {
    DENO_V8_FLAGS: "--max-old-space-size=900",
  });
  assertEquals(code, 0, stderr);
  const page = await Deno.readTextFile(`${folder}/index.html`);
  assertLess(page.length, 4_000_000);
  await Deno.remove(folder, { recursive: true });
});
