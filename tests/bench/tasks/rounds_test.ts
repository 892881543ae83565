/** Who trains a run's rounds, and how often it is killed, changes nothing. */
import { assert, assertEquals } from "@std/assert";
import { library } from "../../_engine.ts";
import { redisTest } from "../trials/queue/_redis.ts";
import { words } from "../../_process.ts";
import { runTask, taskArguments } from "./_run.ts";

/** Three rounds of trainings that end in no time. */
const SMALL = words(
  "--filter inference --seeds 4..8 --model small-cnn --epochs 1 --majority-count 64 --minority-count 4",
);

/** What trains it, where no queue does. */
const HERE = words("--device cpu --workers");

const reason = library === undefined ? " (skipped: no libtensorflow)" : "";

/** The document of a run, except for what takes time, and where. */
async function documentOf(folder: string): Promise<unknown> {
  const { environment: _, trials, settings, ...document } = JSON.parse(
    await Deno.readTextFile(`${folder}/run.json`),
  );
  return {
    ...document,
    settings: { ...settings, otherOptions: undefined },
    trials: trials.map((
      { id, result }: { id: string; result: Record<string, unknown> },
    ) => {
      const { trainSeconds: _, started: __, host: ___, ...same } = result;
      return { id, result: same };
    }),
  };
}

async function withFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Runs the task in a folder to its end. */
async function bench(folder: string, ...more: string[]): Promise<string> {
  const { code, stderr } = await runTask("bench", [
    ...SMALL,
    ...more,
    "--out",
    folder,
  ]);
  assertEquals(code, 0, stderr);
  return stderr;
}

/** Kills a run when it has written so many lines. */
async function killAfter(lines: number, folder: string): Promise<void> {
  const process = new Deno.Command(Deno.execPath(), {
    args: taskArguments("bench", [...SMALL, ...HERE, "2", "--out", folder]),
    env: { FINALBN_DATA: "" },
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let seen = 0;
  for await (
    const text of process.stderr.pipeThrough(new TextDecoderStream())
  ) {
    seen += text.split("\n").length - 1;
    if (seen >= lines) break;
  }
  process.kill("SIGKILL");
  await process.status;
}

Deno.test({
  name:
    `deno task bench comes to the same with one worker, with two, and killed on the way${reason}`,
  ignore: library === undefined,
  fn: async () => {
    await withFolder(async (folder) => {
      const stderr = await bench(folder, ...HERE, "1");
      assert(/^round 3, to 8 seeds, for inference\/kept/m.test(stderr));
      const wanted = await documentOf(folder);
      await withFolder(async (other) => {
        await bench(other, ...HERE, "2");
        assertEquals(await documentOf(other), wanted);
      });
      await withFolder(async (other) => {
        for (const lines of [3, 8]) await killAfter(lines, other);
        const resumed = await bench(other, ...HERE, "2");
        assert(/of \d+ trials are kept/.test(resumed), resumed);
        assertEquals(await documentOf(other), wanted);
      });
    });
  },
});

redisTest(
  "deno task bench comes to the same through a queue",
  async (server) => {
    const worker = new Deno.Command(Deno.execPath(), {
      args: taskArguments("worker", [
        ...words("--workers 2 --device cpu --queue"),
        server.url,
      ]),
      env: { FINALBN_DATA: "" },
      stdout: "null",
      stderr: "null",
    }).spawn();
    try {
      await withFolder(async (folder) => {
        await bench(folder, ...HERE, "2");
        const wanted = await documentOf(folder);
        await withFolder(async (other) => {
          await bench(other, "--queue", server.url);
          assertEquals(await documentOf(other), wanted);
        });
      });
    } finally {
      worker.kill("SIGTERM");
      await worker.status;
    }
  },
  { skipped: reason },
);
