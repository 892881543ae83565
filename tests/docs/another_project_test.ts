/** The project that imports the suite, as the documentation has it, runs. */
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { locateLibrary } from "../../models/engines/tensorflow/locate.ts";
import { blocksOf, DOCUMENTS, ROOT } from "./_documents.ts";
import { makeFewImages, TINY } from "./_few_images.ts";
import { deno, outcomeOf } from "../_process.ts";

/** A folder with that project in it. */
async function makeProject(): Promise<string> {
  const page = DOCUMENTS.get("docs/writing_a_claim.md") ?? "";
  const [, text = ""] = page.split("## From another project");
  const [config = ""] = blocksOf(text, "json");
  const [study = ""] = blocksOf(text, "ts ignore");
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(
    `${folder}/deno.json`,
    config.replace("../finalbn", ROOT.pathname),
  );
  await Deno.writeTextFile(`${folder}/study.ts`, study);
  return folder;
}

Deno.test("another project is told of a bad claim, and of what it may not do", async () => {
  const cwd = await makeProject();
  const study = await Deno.readTextFile(`${cwd}/study.ts`);
  await Deno.writeTextFile(
    `${cwd}/bad.ts`,
    study.replace("bound: 0", "bounds: 0"),
  );
  await Deno.writeTextFile(
    `${cwd}/twice.ts`,
    study.replace("([mirrored])", "([mirrored, mirrored])"),
  );
  const run = (command: string) =>
    outcomeOf(deno(command, [], { cwd, env: { NO_COLOR: "1" } }));
  const start = "run --quiet --no-check --no-prompt";
  assertEquals(await run(`${start} --allow-all bad.ts`), {
    code: 4,
    stdout: "",
    stderr: 'error: Cannot read the claim "mirrored": assertion "kept", ' +
      'bound: it is missing; wanted a number; assertion "kept": there is no ' +
      "field bounds; did you mean bound?\n",
  });
  assertEquals(await run(`${start} --allow-all twice.ts`), {
    code: 4,
    stdout: "",
    stderr: 'error: Cannot tell claims apart: two have the name "mirrored". ' +
      "Next step: give one of them another name\n",
  });
  const { code, stderr } = await run(`${start} study.ts`);
  assertEquals(code, 4);
  assertMatch(
    stderr,
    /^error: Requires env access .*\. Next step: deno run --allow-all study.ts\n$/,
  );
  await Deno.remove(cwd, { recursive: true });
});

Deno.test("another project can check the types of a claim of its own", async () => {
  const cwd = await makeProject();
  const check = deno("check --quiet study.ts", [], {
    cwd,
    env: { NO_COLOR: "1" },
  });
  assertEquals(await outcomeOf(check), { code: 0, stdout: "", stderr: "" });
  await Deno.remove(cwd, { recursive: true });
});

const library = locateLibrary("cpu");
const reason = library === undefined ? " (skipped: no libtensorflow)" : "";

Deno.test({
  name: `another project checks a claim of its own${reason}`,
  ignore: library === undefined,
  fn: async () => {
    const folder = await makeProject();
    await makeFewImages(`${folder}/images`);
    const images = TINY.map((word) => word === "DIR" ? "images" : word);
    const run = (...args: string[]) =>
      outcomeOf(
        deno("run --allow-all --quiet study.ts", args, {
          cwd: folder,
          env: { NO_COLOR: "1" },
        }),
      );
    const options = ["--seeds", "10", "--epochs", "1", ...images];
    const dry = await run(...options, "--dry-run");
    assertMatch(dry.stdout, /trials: 20, kept: 0, to run: 20/);
    const { code, stdout, stderr } = await run(...options);
    assertEquals(code, 0, stderr);
    assertMatch(stdout, /\n {2}mirrored\/kept +(supported|inconclusive) /);
    assertStringIncludes(stdout, "\nreports: reports/latest/index.html, ");
    await Deno.stat(`${folder}/reports/latest/index.html`);
    assertEquals(await run("--filter", "xyz"), {
      code: 2,
      stdout: "",
      stderr: 'error: Cannot find a claim with "xyz" in its name: there are ' +
        "mirrored\n",
    });
    assertEquals(await run("--sedes", "9"), {
      code: 2,
      stdout: "",
      stderr: "error: Cannot understand --sedes: did you mean --seeds? see " +
        "deno run --allow-all study.ts --help\n",
    });
    const help = await run("--help");
    assertEquals([help.code, help.stderr], [0, ""]);
    assertStringIncludes(help.stdout, "\ndeno run --allow-all study.ts [");
    await Deno.remove(folder, { recursive: true });
  },
});
