/** The project of docs/tfjs_in_deno.md, which has the engine alone, is one that runs. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { locateLibrary } from "../../models/engines/tensorflow/locate.ts";
import { deno, outcomeOf } from "../_process.ts";
import { blocksOf, DOCUMENTS, ROOT } from "./_documents.ts";

const page = DOCUMENTS.get("docs/tfjs_in_deno.md") ?? "";
const [config = ""] = blocksOf(page, "json");
const [program = ""] = blocksOf(page, "ts ignore");

/** Runs the program in a folder of its own. */
async function runProgram(
  text: string,
  options = "",
): Promise<string> {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(
    `${folder}/deno.json`,
    config.replace("../finalbn", ROOT.pathname),
  );
  await Deno.writeTextFile(`${folder}/train.ts`, text);
  const { code, stdout, stderr } = await outcomeOf(
    deno(`run --allow-all --quiet${options} train.ts`, [], {
      cwd: folder,
      env: { NO_COLOR: "1" },
    }),
  );
  assertEquals([code, stderr], [0, ""]);
  await Deno.remove(folder, { recursive: true });
  return stdout;
}

/** What the program prints, by what it runs on. */
function assertTrained(stdout: string, engine: RegExp): void {
  assertMatch(stdout, engine);
  assertMatch(stdout, /\nstep 20: .*\nstep 40: .*\nstep 60: /);
  const [, accuracy] = /accuracy on new images: (.*)\n$/.exec(stdout) ?? [];
  assert(Number(accuracy) > 0.9, stdout);
}

const library = locateLibrary("cpu");
const reason = library === undefined ? " (skipped: no libtensorflow)" : "";

Deno.test({
  name: `another project trains a tfjs model in compiled steps${reason}`,
  ignore: library === undefined,
  fn: async () => {
    assertTrained(
      await runProgram(program, " --check"),
      /^on tensorflow 2\.\d+/,
    );
  },
});

Deno.test("another project trains a tfjs model on WebAssembly", async () => {
  const changed = program.replace(
    "openEngine()",
    'openEngine({ name: "wasm" })',
  );
  assert(changed !== program);
  assertTrained(await runProgram(changed), /^on wasm 4\.22\.0, cpu\n/);
});
