import { parse } from "@std/csv";
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { library } from "../../_engine.ts";
import { type Outcome, words } from "../../_process.ts";
import { runTask } from "./_run.ts";

const reason = library === undefined ? " (skipped: no libtensorflow)" : "";

/** Twelve trials that end in seconds, more so with fewer epochs. */
function small(epochs: number): string[] {
  return [
    ...words("--filter inference --seeds 6 --model small-cnn --epochs"),
    String(epochs),
    ...words("--majority-count 64 --minority-count 4"),
  ];
}

/** Runs the task several times on one store. */
function keptTest(
  name: string,
  test: (
    bench: (args?: string[], epochs?: number) => Promise<Outcome>,
    out: string,
  ) => Promise<void>,
): void {
  Deno.test({
    name: name + reason,
    ignore: library === undefined,
    fn: async () => {
      const out = await Deno.makeTempDir();
      try {
        await test(
          (args = [], epochs = 1) =>
            runTask("bench", [...small(epochs), ...args, "--out", out]),
          out,
        );
      } finally {
        await Deno.remove(out, { recursive: true });
      }
    },
  });
}

async function trials(out: string) {
  return parse(await Deno.readTextFile(`${out}/trials.csv`), {
    skipFirstRow: true,
  });
}

keptTest(
  "deno task bench runs no trial twice, and reports the same",
  async (bench, out) => {
    const first = await bench();
    const rows = await trials(out);
    const second = await bench();
    assertStringIncludes(second.stderr, "12 of 12 trials are kept");
    assert(!/seed \d+:/.test(second.stderr), second.stderr);
    assertEquals(second.stdout, first.stdout);
    assertEquals(second.code, first.code);
    assertEquals(await trials(out), rows);
  },
);

keptTest(
  "deno task bench --fresh runs all trials again, to the same bits",
  async (bench, out) => {
    await bench();
    const rows = await trials(out);
    const { stderr } = await bench(["--fresh"]);
    assertStringIncludes(stderr, "[12/12]");
    assert(!/inference: \d+ of 12 trials are kept/.test(stderr), stderr);
    const again = await trials(out);
    const timeless = (list: Record<string, unknown>[]) =>
      list.map((row) => ({ ...row, train_seconds: "" }));
    assertEquals(timeless(again), timeless(rows));
  },
);

keptTest(
  "deno task bench --dry-run counts, judges the time and runs nothing",
  async (bench, out) => {
    const before = await bench(["--dry-run"]);
    assertEquals(before.code, 0);
    assertStringIncludes(before.stdout, "trials: 12, kept: 0, to run: 12");
    assertMatch(
      before.stdout,
      /\d s to .*: a guess, as no such trainings were timed on this machine yet/,
    );
    await bench();
    const more = await bench(["--dry-run"]);
    assertStringIncludes(more.stdout, "trials: 12, kept: 12, to run: 0");
    assertStringIncludes(more.stdout, "nothing is left to run");
    const other = await bench(["--dry-run", "--bn-momentum", "0.5"]);
    assertStringIncludes(other.stdout, "trials: 12, kept: 0, to run: 12");
    // Before the first training there is the start of it all.
    assertMatch(other.stdout, /\n[3-9] s( to \d+ s)? with \d+ worker/);
    assertEquals((await trials(out)).length, 6 * (2 + 5));
  },
);

keptTest(
  "deno task bench --explain says what of a trial's key is another",
  async (bench) => {
    const { stdout } = await bench(["--explain", "--dry-run"]);
    assertEquals(
      stdout.match(/^run {2}.*no earlier training is like it$/gm)?.length,
      12,
    );
    await bench();
    const kept = await bench(["--explain", "--dry-run"]);
    assertEquals(kept.stdout.match(/^kept .*ok, kept on /gm)?.length, 12);
    const other = await bench(
      words("--explain --dry-run --bn-momentum 0.5"),
    );
    assertStringIncludes(
      other.stdout,
      "no earlier training is the same; the nearest has bnMomentum 0.9 (here 0.5)",
    );
  },
);

keptTest(
  "deno task bench --max-time stops in time, and the next run goes on",
  async (bench, out) => {
    const stopped = await bench(["--max-time", "2s"], 40);
    assertEquals(stopped.code, 130, stopped.stderr);
    assertStringIncludes(stopped.stderr, "stopping, the time is up");
    const resumed = await bench([], 40);
    assert(resumed.code <= 1, resumed.stderr);
    // On a busy machine the time may be up before the first one.
    const done = stopped.stderr.match(/^\[\d+\/12\] .*: /gm)?.length ?? 0;
    assert(done < 12, stopped.stderr);
    assertEquals(
      resumed.stderr.match(/(\d+) of 12 trials are kept/)?.[1] ?? "0",
      String(done),
    );
    assertEquals((await trials(out)).length, 6 * (2 + 5));
  },
);

keptTest(
  "deno task bench --fail-fast stops at the first trial that fails",
  async (bench, out) => {
    const args = ["--fail-fast", "--timeout", "1", "--workers", "1"];
    const { code, stderr } = await bench(args, 3000);
    assertEquals(code, 4, stderr);
    const rows = await trials(out);
    // One more may have been begun by then.
    assert(rows.length >= 1 && rows.length <= 2, `${rows.length} rows`);
    assert(rows.every(({ status }) => status === "timeout"));
    assertStringIncludes(stderr, "trials failed: see");
  },
);
