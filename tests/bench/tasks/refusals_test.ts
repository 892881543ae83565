import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { taskModule, TASKS } from "../../_task_module.ts";
import { words } from "../../_process.ts";
import { runTask } from "./_run.ts";

/** Tasks that read their options and explain themselves alike. */
const OWN = TASKS.filter((task) => taskModule(task).includes("/tasks/"));

for (const task of OWN) {
  Deno.test(`deno task ${task} explains itself in 80 columns`, async () => {
    const { code, stdout } = await runTask(task, ["--help"]);
    assertEquals(code, 0);
    assertStringIncludes(stdout, `\n\ndeno task ${task}`);
    assertEquals(stdout.split("\n").filter((line) => line.length > 80), []);
    assertEquals(await runTask(task, ["-h"]), { code, stdout, stderr: "" });
  });
}

/** An environment, a task with its arguments, and what it says. */
type Refusal = [command: string, says: string, env?: Record<string, string>];

const SMALL =
  "--model small-cnn --epochs 1 --filter inference --seeds 6 --majority-count 64";

/** What cannot be meant. */
const USAGE: Refusal[] = [
  ["bench --images /nonexistent --majority a --minority b", "/nonexistent"],
  ["bench --out /dev/null/file", "wanted a path outside /dev, /proc and /sys"],
  ["report /proc/x", "wanted a path outside /dev, /proc and /sys"],
  ...OWN.map((task): Refusal => [
    `${task} --unknown`,
    "Cannot understand --unknown: ",
  ]),
  ["bench --sedes 9", "Cannot understand --sedes: did you mean --seeds?"],
  ["bench --dataset imagenet", "there are leaves, mnist, fashion-mnist"],
  [
    "bench --minority scab",
    'Cannot find the class "scab" in leaves: its classes are 0 (healthy)',
  ],
  ["bench --minority healthy", "the class healthy is named twice"],
  [
    "bench --seeds 0",
    "Cannot use --seeds 0: wanted whole numbers from 1 to 10000, such as 8..48",
  ],
  [
    "bench --filter nothing",
    'Cannot find a claim with "nothing" in its name: there are gain, ' +
    "uncertainty, inference",
  ],
  [
    "bench --majority-count 5000",
    "Cannot draw 5000 training images of class healthy: the training split " +
    "has 2000",
  ],
  ["bench --images . --dataset mnist", "choose one of them"],
  ...["", " --dry-run", " --shard 1/2"].map((how): Refusal => [
    `bench ${SMALL} --expect tests/bench/tasks/_misspelt.json${how}`,
    "it expects inference/kpt on leaves small-cnn, which this run does not check",
  ]),
  [
    "bench --dataset mnist --size 64",
    "Cannot use --size 64: the images of mnist are of 28 pixels",
  ],
  [
    "bench --queue gpu1",
    "Cannot use the queue's URL: it is not a URL",
  ],
  [
    "bench --queue redis://gpu1 --workers 2 --timeout 9",
    "Cannot use --workers, --timeout with a queue: its workers train. Next " +
    "step: pass it to deno task worker; or, to train here, leave out --queue",
  ],
  [
    "bench --device cpu",
    "Cannot use --device with a queue: ",
    { FINALBN_QUEUE: "redis://gpu1" },
  ],
  [
    "datasets checks DIR",
    "Cannot understand checks DIR: did you mean check? wanted",
  ],
  ["worker", "no queue is named. Next step: --queue redis://"],
  ["worker --queue gpu1", "Cannot use the queue's URL: it is not a URL"],
  ["worker --queue=", "Cannot use --queue: it needs a value"],
  [
    "worker --queue redis://gpu1 --workers 0",
    "Cannot use --workers 0: wanted a whole number of at least 1",
  ],
  ...["memory", "timeout"].map((name): Refusal => [
    `worker --queue redis://gpu1 --${name} 0`,
    `Cannot use --${name} 0: wanted a whole number of at least 1`,
  ]),
  [
    "worker --queue redis://gpu1 --device tpu",
    "Cannot use --device tpu: wanted one of auto, cpu, gpu",
  ],
  [
    "worker",
    "Cannot read FINALBN_QUEUE_CA, no-such.pem",
    { FINALBN_QUEUE: "rediss://gpu1", FINALBN_QUEUE_CA: "no-such.pem" },
  ],
  ["merge", "Cannot merge: no store is given. Next step: "],
  ["merge a --store", "Cannot use --store: it needs a value"],
  ["merge -- a", "Cannot understand --: options follow the task"],
  ["history", "Cannot show a history: no run is given. Next step: name "],
  ["report a b", "Cannot make the reports of 2 folders: name one"],
  ["compare a", "Cannot compare 1 runs: wanted the folders of two"],
  ["setup somewhere", "Cannot understand somewhere: see deno task setup"],
  ...["", " seed 1", " 1a 2b"].map((name): Refusal => [
    `trial${name}`,
    `Cannot train ${name.trim() || "nothing"} again: wanted the name of a ` +
    "trial, such as 3fa9c1b2e4d0",
  ]),
  [
    "changed --since no-such-one",
    "Cannot compare with no-such-one: ",
  ],
  [
    "calibrate --kind none",
    "Cannot use --kind none: wanted one of greater, equivalent, peak, ",
  ],
  ["calibrate --seeds 6,1", "wanted a whole number of at least 1"],
  ["faults --rounds 0", "wanted a whole number of at least 1"],
  ["peers --rounds 0", "wanted a whole number of at least 1"],
  ["peers --peers keras,jax", "Cannot use --peers jax: there are suite, "],
  ["peers --set-up vgg19", "Cannot use --set-up vgg19: there are mlp, "],
];

/** What is not there, or cannot be used. */
const FAILURES: Refusal[] = [
  [
    "bench --dataset mnist --data /nonexistent",
    "there is no train-images-idx3-ubyte.gz in /nonexistent",
  ],
  [
    "bench --dataset plantvillage-apple",
    "/nonexistent has none of plantvillage-apple, plantvillage-apple.zip, " +
    "plantvillage.zip. Next step: put one of them there, or leave out --data " +
    "and FINALBN_DATA to fetch it",
    { FINALBN_DATA: "/nonexistent" },
  ],
  [
    `bench ${SMALL}`,
    "Cannot use LIBTENSORFLOW_PATH: there is no file /no/such.so",
    { LIBTENSORFLOW_PATH: "/no/such.so" },
  ],
  [
    `bench ${SMALL}`,
    "as libtensorflow",
    { LIBTENSORFLOW_PATH: Deno.execPath() },
  ],
  ...["out", "junit", "tensorboard"].map((name): Refusal => [
    `bench --${name} deno.json/file`,
    `Next step: choose another folder with --${name}`,
  ]),
  ["merge /nonexistent --store deno.json/t.sqlite", "Cannot merge /nonexis"],
  [
    "bench --out deno.json",
    "Cannot write reports to deno.json: it is a file. Next step: choose another",
  ],
  ...["report", "compare /nonexistent", "accept --out"].map((task): Refusal => [
    `${task} /nonexistent`,
    "Cannot read /nonexistent: it has no run.json. Next step: name a folder " +
    "that deno task bench wrote",
  ]),
];

for (const [code, refusals] of [[2, USAGE], [4, FAILURES]] as const) {
  for (const [command, says, env = {}] of refusals) {
    const given = Object.entries(env).map((pair) => `${pair.join("=")} `);
    Deno.test(`deno task refuses ${given.join("")}${command}`, async () => {
      const [task = "", ...args] = words(command);
      const out = await Deno.makeTempDir();
      const more = task === "bench" && !args.includes("--out")
        ? ["--out", out]
        : [];
      const result = await runTask(task, [...args, ...more], env);
      assertEquals([result.code, result.stdout], [code, ""], result.stderr);
      assert(result.stderr.startsWith("error: Cannot "), result.stderr);
      assertStringIncludes(result.stderr, says);
      assert(!/\n\s+at /.test(result.stderr), "there is a stack trace");
      await Deno.remove(out, { recursive: true });
    });
  }
}
