import { assertEquals, assertStringIncludes } from "@std/assert";
import type { DocumentTrial } from "../../../reports/document.ts";
import { readDocument } from "../../../reports/read_document.ts";
import { library } from "../../_engine.ts";
import { writeDocument } from "../../reports/_runs.ts";
import { words } from "../../_process.ts";
import { runTask } from "./_run.ts";

const reason = library === undefined ? " (skipped: no libtensorflow)" : "";

/** Fourteen trials that end at once. */
const RUN = words(
  "--filter gain --seeds 7 --model mlp --epochs 1 --majority-count 64 --minority-count 4",
);

Deno.test({
  name:
    `deno task trial comes to what is recorded, and says where not${reason}`,
  ignore: library === undefined,
  fn: async () => {
    const out = await Deno.makeTempDir();
    const store = `${out}/a b.sqlite`;
    const options = [...RUN, "--out", out, "--store", store];
    await runTask("bench", options);
    const document = await readDocument(out);
    const [{ id, result }] = document.trials as [DocumentTrial];

    const page = await Deno.readTextFile(`${out}/index.html`);
    const [, command] = page.match(`>deno task trial (${id} .*?)<`)!;
    assertStringIncludes(command!, `${id} --out ${out} --filter gain`);
    assertStringIncludes(command!, ` --store '${store}'`);
    const same = await runTask("trial", [
      ...words(command!.replace(` --store '${store}'`, "")),
      "--store",
      store,
    ]);
    assertEquals(same.code, 0, same.stderr);
    assertStringIncludes(same.stdout, `${id} after epoch 1, as-trained: ok`);
    const loss = result.losses.at(-1);
    assertStringIncludes(same.stdout, `training loss ${loss}; as recorded`);

    result.losses = [0.125];
    await writeDocument(out, document);
    const other = await runTask("trial", [id, ...options]);
    assertEquals(other.code, 1, other.stderr);
    assertStringIncludes(other.stdout, "; recorded: ok, minority F1 ");
    assertStringIncludes(other.stdout, ", training loss 0.125\n");

    const unknown = await runTask("trial", ["ffffffffffff", ...options]);
    assertEquals(unknown.code, 2);
    assertStringIncludes(
      unknown.stderr,
      "Cannot train ffffffffffff again: 0 trials of the run with these " +
        "options have that name. Next step: give the options of its run",
    );
    await Deno.remove(out, { recursive: true });
  },
});
