/** Ctrl-C at a terminal, and what schedulers send: nothing is lost by them. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { library } from "../../_engine.ts";
import { redisTest } from "../trials/queue/_redis.ts";
import { Screen } from "../../reports/_screen.ts";
import { noTerminal, onTerminal, type TerminalAction } from "./_on_terminal.ts";
import { words } from "../../_process.ts";

const reason = library === undefined
  ? " (skipped: no libtensorflow)"
  : noTerminal;

/** Trainings of the run that is interrupted. */
const TRIALS = 20;

/** Runs at the same time. */
const LANES = 3;

/** A run of seconds, as a user types it. */
const SHORT = words(
  "task bench --filter gain --seeds 10 --dataset leaves --model mlp --majority-count 64 --minority-count 4",
);

/** What trains it, where no queue does. */
const HERE = words("--device cpu --workers 1");

/** Text that each run begins with: the task runner's. */
const BEGINS = "Task";

/** From the first moment of a run to the last: when its reports are written. */
const MOMENTS = [
  ...[0, 0.1, 0.2, 0.4, 0.8].map((seconds) => ({ after: BEGINS, seconds })),
  ...[0, 1, 2, 3, 4, 6, 8, 9, 11, 13, 15, 17, 19].map((done, at) => ({
    after: ` ${done}/${TRIALS} trials`,
    seconds: at * 0.005,
  })),
  ...[0, 0.1].map((seconds) => ({
    after: ` ${TRIALS}/${TRIALS} trials`,
    seconds,
  })),
];

/** Runs the task, and does something to it. */
async function interrupted(
  actions: readonly TerminalAction[],
  { args = [], epochs = 1 }: { args?: string[]; epochs?: number } = {},
) {
  const folder = await Deno.makeTempDir();
  const out = `${folder}/out`;
  const command = [Deno.execPath(), ...SHORT, `--epochs=${epochs}`, ...args];
  const places = ["--out", out, "--store", `${folder}/trials.sqlite`];
  const outcome = await onTerminal(
    [...command, ...HERE, ...places],
    { actions, columns: 200, env: { NO_COLOR: "1" } },
  );
  const screen = new Screen(200);
  screen.write(outcome.seen);
  const shown = screen.lines.join("\n");
  const text = await Deno.readTextFile(`${out}/run.json`).catch(() => "null");
  const sizes = new Map<string, number>();
  for (const name of ["index.html", "claims.csv", "trials.csv"]) {
    const size = await Deno.stat(`${out}/${name}`).then(({ size }) => size)
      .catch(() => 0);
    sizes.set(name, size);
  }
  await Deno.remove(folder, { recursive: true });
  return { ...outcome, out, sizes, shown, document: JSON.parse(text) };
}

/** Looks whether all is there that a single key press leaves. */
function assertKept(
  { code, seen, shown, out, sizes, document }: Awaited<
    ReturnType<typeof interrupted>
  >,
): void {
  assertEquals(code, 130, shown);
  assert(!shown.includes(`/${TRIALS} trials`) && !/[█░]/.test(shown), shown);
  if (document === null) {
    // Nothing is lost but what was not begun.
    assert(!/ [1-9]\d*\/20 trials/.test(seen), shown);
    const hasBegun = seen.includes("starting: reading claims");
    if (!hasBegun) return;
    assertStringIncludes(shown, "nothing was trained, and nothing is written");
    return;
  }
  assert(/stopping: .*Ctrl-C.* stops? now/.test(shown), shown);
  for (const [name, size] of sizes) assert(size > 0, name);
  const left = TRIALS - document.trials.length;
  assertEquals(document.isComplete, left === 0);
  assertStringIncludes(shown, `reports: ${out}/index.html`);
  if (left === 0) return;
  assertStringIncludes(shown, "(partial: the run was interrupted)");
  assertStringIncludes(
    shown,
    `the same command goes on: ${document.trials.length} training`,
  );
}

Deno.test({
  name:
    `one Ctrl-C at a terminal finishes the running trainings and writes the reports, at ${MOMENTS.length} moments${reason}`,
  ignore: reason !== "",
  fn: async () => {
    const waiting = MOMENTS.values();
    const lost: string[] = [];
    const press = async () => {
      for (const moment of waiting) {
        const run = await interrupted([{ ...moment, does: "press" }]);
        try {
          assertKept(run);
        } catch (error) {
          lost.push(`${JSON.stringify(moment)}: ${error}`);
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, press));
    assertEquals(lost.length, 0, lost.join("\n\n"));
  },
});

for (
  const [name, does] of Object.entries(
    {
      "SIGTERM does what Ctrl-C does": "terminate",
      "SIGTERM to all of its processes does what Ctrl-C does":
        "terminate group",
    } as const,
  )
) {
  Deno.test({
    name: `${name}${reason}`,
    ignore: reason !== "",
    fn: async () =>
      assertKept(
        await interrupted([{ after: ` 2/${TRIALS} trials`, does }]),
      ),
  });
}

Deno.test({
  name: `a second, later Ctrl-C stops now${reason}`,
  ignore: reason !== "",
  fn: async () => {
    const { code, shown, document } = await interrupted([
      { after: ` 0/${TRIALS} trials`, seconds: 0.5, does: "press" },
      { after: "finishing the running trainings", does: "press" },
      { after: "^C", seconds: 1.2, does: "press" },
    ], { epochs: 5000 });
    assertEquals([code, document], [130, null], shown);
    assert(!/[█░]/.test(shown), shown);
    assertStringIncludes(shown, "press Ctrl-C again to stop now");
    assertStringIncludes(shown, "stopped: no reports are written");
  },
});

Deno.test({
  name: `Ctrl-C at a shard says that the same command goes on${reason}`,
  ignore: reason !== "",
  fn: async () => {
    const { code, shown, document } = await interrupted(
      [{ after: "seed 2003", does: "press" }],
      { args: ["--shard", "1/2"] },
    );
    assertEquals(code, 130, shown);
    assertStringIncludes(
      shown,
      `shard 1/2: ${document.trials.length} of its `,
    );
    assertStringIncludes(shown, "the same command goes on: ");
  },
});

Deno.test({
  name: `a shard that ends all the same has nothing to go on with${reason}`,
  ignore: reason !== "",
  fn: async () => {
    const { code, shown } = await interrupted(
      [{ after: ` ${TRIALS - 1}/${TRIALS} trials`, does: "press" }],
      { args: ["--shard", "1/1"], epochs: 20 },
    );
    assertEquals(code, 130, shown);
    assertStringIncludes(shown, `shard 1/1: ${TRIALS} of its ${TRIALS} trials`);
    assert(!shown.includes("goes on"), shown);
  },
});

redisTest(
  "Ctrl-C at a terminal with a run and a worker of its queue loses nothing",
  async (server) => {
    const folder = await Deno.makeTempDir();
    const [task, ...rest] = [Deno.execPath(), ...SHORT];
    const queue = `--queue ${server.url}`;
    // A shell would end itself at Ctrl-C once its programs have.
    const script = `trap true INT
${task} task worker ${queue} --device cpu --workers 1 & worker=$!
${task} ${
      rest.join(" ")
    } ${queue} --out ${folder} --store ${folder}/trials.sqlite
bench=$?
wait $worker
echo exit codes: $bench, $?`;
    const { seen } = await onTerminal(["sh", "-c", script], {
      actions: [{ after: ` 2/${TRIALS} trials`, does: "press" }],
      env: { NO_COLOR: "1" },
      columns: 200,
    });
    assertStringIncludes(seen, "exit codes: 130, 130");
    assertStringIncludes(seen, "finishing the running trainings, then leaving");
    const text = await Deno.readTextFile(`${folder}/run.json`);
    const { trials, isComplete } = JSON.parse(text);
    assert(trials.length >= 2 && !isComplete, seen);
    assert(
      trials.every(({ result }: { result: { status: string } }) =>
        result.status === "ok"
      ),
      text,
    );
    await Deno.remove(folder, { recursive: true });
  },
  { skipped: reason },
);
