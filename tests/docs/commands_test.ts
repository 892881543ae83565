/**
 * Every command that the documentation shows works: it is run on tiny settings,
 * or its arguments are read by the task that they are for.
 */
import { assert, assertEquals } from "@std/assert";
import { readSettings } from "../../bench/run/settings/settings.ts";
import { locateLibrary } from "../../models/engines/tensorflow/locate.ts";
import { taskModule, TASKS } from "../_task_module.ts";
import { commandsOf, wordsOf } from "./_commands_of.ts";
import { DOCUMENTS, ROOT, spansOf } from "./_documents.ts";
import { makeFewImages } from "./_few_images.ts";
import { SHOWN, TRIAL } from "./_shown_commands.ts";
import { deno, outcomeOf } from "../_process.ts";

/** Tasks whose help comes before their options are read. */
const READ_HERE = ["bench", "trial"];

/** Runs a task in a folder. */
async function runTask(
  [task = "", ...args]: readonly string[],
  cwd: string | URL,
): Promise<string> {
  const { code, stdout, stderr } = await outcomeOf(
    deno("run --quiet --no-prompt -P=bench", [taskModule(task), ...args], {
      cwd,
      env: { FINALBN_DATA: "", FINALBN_QUEUE: "", NO_COLOR: "1" },
    }),
  );
  assertEquals(code, 0, stderr);
  return stdout;
}

/** What takes the place of the names that are only shown. */
async function filledIn(word: string, folder: string): Promise<string> {
  if (word === "DIR") return `${folder}/images`;
  if (word === "FILE") return `${folder}/weights.safetensors`;
  if (word !== TRIAL) return word;
  const rows = await Deno.readTextFile(`${folder}/reports/latest/trials.csv`);
  const names = rows.split("\n")[0]!.split(",");
  return rows.split("\n")[1]!.split(",")[names.indexOf("trial")]!;
}

/** Has a task read its arguments, and do nothing. */
async function readArguments(
  [task = "", ...args]: readonly string[],
  cwd: string,
): Promise<void> {
  if (READ_HERE.includes(task)) {
    await readSettings(task === "trial" ? args.slice(1) : args, { cores: 2 });
  } else {
    await runTask([task, ...args, "--help"], cwd);
  }
}

/** The name of a task and its arguments, of which some may not be shown. */
async function wordsIn(
  command: string,
  { folder, more = [] }: { folder: string; more?: readonly string[] },
): Promise<string[]> {
  const [, , ...words] = [...wordsOf(command), ...more]; // except for "deno task"
  return await Promise.all(words.map((word) => filledIn(word, folder)));
}

Deno.test("every command that is shown is tested, and no other", () => {
  const shown = new Set([...DOCUMENTS.values()].flatMap(commandsOf));
  const untested = [...shown].filter((command) => !(command in SHOWN));
  assertEquals(untested, [], "these are in no table: see _shown_commands.ts");
  const gone = Object.keys(SHOWN).filter((command) => !shown.has(command));
  assertEquals(gone, [], "these are shown no more");
});

Deno.test("every task that is named is there", () => {
  for (const [path, text] of DOCUMENTS) {
    for (const span of spansOf(text)) {
      const [, task] = /^(?:npx -y )?deno(?:@\S+)? task (\w+)/.exec(span) ?? [];
      assert(task === undefined || TASKS.includes(task), `${path}: ${span}`);
    }
  }
});

Deno.test("every option that is named is explained by some task", async () => {
  const own = TASKS.filter((task) => !/^(test|ok)$/.test(task));
  const helps = await Promise.all(
    own.map((task) => runTask([task, "--help"], ROOT)),
  );
  const explained = new Set(helps.join("\n").match(/--[a-z-]+/g));
  for (const [path, text] of DOCUMENTS) {
    for (const span of spansOf(text)) {
      const [option] = /^--[a-z-]+/.exec(span) ?? [];
      const isKnown = option === undefined || option === "--help" ||
        explained.has(option);
      assert(isKnown, `${path}: no task has ${span}`);
    }
  }
});

Deno.test("every module that a command runs is there", async () => {
  for (const command of Object.keys(SHOWN)) {
    const [, path] = /^deno run -P=test (\S+)/.exec(command) ?? [];
    if (path !== undefined) await Deno.stat(new URL(path, ROOT));
  }
});

Deno.test("the arguments that are shown are read by their tasks", async (t) => {
  const folder = await Deno.makeTempDir();
  await makeFewImages(`${folder}/images`);
  for (const [command, check] of Object.entries(SHOWN)) {
    if (!("read" in check)) continue;
    await t.step(`${command} (${check.read})`, async () => {
      await readArguments(await wordsIn(command, { folder }), folder);
    });
  }
  await Deno.remove(folder, { recursive: true });
});

const library = locateLibrary("cpu");
const reason = library === undefined ? " (skipped: no libtensorflow)" : "";

Deno.test({
  name: `the commands that are shown run${reason}`,
  ignore: library === undefined,
  fn: async (t) => {
    const folder = await Deno.makeTempDir();
    await makeFewImages(`${folder}/images`);
    for (const [command, check] of Object.entries(SHOWN)) {
      if (!("run" in check)) continue;
      await t.step([command, ...check.run].join(" "), async () => {
        const more = check.run;
        await runTask(await wordsIn(command, { folder, more }), folder);
      });
    }
    await Deno.remove(folder, { recursive: true });
  },
});
