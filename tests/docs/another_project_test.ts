/** The README's project that imports the suite is one that runs. */
import { assertEquals, assertMatch } from "@std/assert";
import { locateLibrary } from "../../models/engines/tensorflow/locate.ts";
import { blocksOf, DOCUMENTS, ROOT } from "./_documents.ts";
import { makeFewImages, TINY } from "./_few_images.ts";

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
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--allow-all", "--quiet", "study.ts", "--seeds", "10"],
        ...TINY.map((word) => word === "DIR" ? "images" : word),
        ...["--epochs", "1"],
      ],
      cwd: folder,
      env: { NO_COLOR: "1" },
    }).output();
    const decoder = new TextDecoder();
    assertEquals(code, 0, decoder.decode(stderr));
    assertMatch(
      decoder.decode(stdout),
      /\n(supported|contradicted|inconclusive)\n$/,
    );
    await Deno.stat(`${folder}/reports/latest/index.html`);
    await Deno.remove(folder, { recursive: true });
  },
});
