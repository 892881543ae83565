/** The README's project that imports the suite is one that runs. */
import { assertEquals, assertMatch } from "@std/assert";
import { locateLibrary } from "../../models/engines/tensorflow/locate.ts";
import { blocksOf, DOCUMENTS, ROOT } from "./_documents.ts";
import { makeFewImages, TINY } from "./_few_images.ts";
import { deno, outcomeOf } from "../_process.ts";

const library = locateLibrary("cpu");
const reason = library === undefined ? " (skipped: no libtensorflow)" : "";

Deno.test({
  name: `another project checks a claim of its own${reason}`,
  ignore: library === undefined,
  fn: async () => {
    const readme = DOCUMENTS.get("README.md") ?? "";
    const [config = ""] = blocksOf(readme, "json");
    const [study = ""] = blocksOf(readme, "ts ignore");
    const folder = await Deno.makeTempDir();
    await makeFewImages(`${folder}/images`);
    await Deno.writeTextFile(
      `${folder}/deno.json`,
      config.replace("../finalbn", ROOT.pathname),
    );
    await Deno.writeTextFile(`${folder}/study.ts`, study);
    const { code, stdout, stderr } = await outcomeOf(
      deno(
        "run --allow-all --quiet study.ts --seeds 10 --epochs 1",
        TINY.map((word) => word === "DIR" ? "images" : word),
        { cwd: folder, env: { NO_COLOR: "1" } },
      ),
    );
    assertEquals(code, 0, stderr);
    assertMatch(stdout, /\n(supported|contradicted|inconclusive)\n$/);
    await Deno.stat(`${folder}/reports/latest/index.html`);
    await Deno.remove(folder, { recursive: true });
  },
});
