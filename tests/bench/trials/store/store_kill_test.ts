import { assert, assertEquals } from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { DatabaseSync } from "node:sqlite";
import { okTrial } from "../../_trials.ts";
import { ORIGIN, seeds, TempStore, trialOfSeed } from "../_temp_store.ts";
import { deno } from "../../../_process.ts";

const ROUNDS = 3;
const WRITERS = 4;

Deno.test("TrialStore loses no row that was kept when its writers are killed at any moment", async () => {
  using temp = new TempStore();
  const rng = mersenne(9);
  const told: number[] = [];
  for (const round of seeds(ROUNDS)) {
    const writers = seeds(WRITERS).map((writer) => {
      const first = 1_000_000 * (WRITERS * round + writer);
      const lines = uniformInt(rng, 1, 400);
      const delay = uniformInt(rng, 0, 20);
      return runAndKill(temp.path, { first, lines, delay });
    });
    told.push(...(await Promise.all(writers)).flat());
  }
  assert(told.length > ROUNDS * WRITERS, `${told.length} rows were kept`);
  const store = temp.open();
  const missing = told.filter((seed) => !store.find(trialOfSeed(seed), ORIGIN));
  assertEquals(missing, []);
  assertEquals(temp.notes, []);
  using database = new DatabaseSync(temp.path);
  const row = database.prepare("PRAGMA integrity_check").get();
  assertEquals(row?.integrity_check, "ok");
});

Deno.test("TrialStore is usable after a process that makes it was killed at any moment", async () => {
  const rng = mersenne(10);
  for (const round of seeds(6)) {
    using temp = new TempStore();
    const child = writer(temp.path, 0);
    await untilThere(`${temp.path}.lock`);
    const delay = uniformInt(rng, 0, 60);
    await new Promise((resolve) => setTimeout(resolve, delay));
    child.kill("SIGKILL");
    await Promise.all([child.status, child.stdout.cancel()]);
    const store = temp.open();
    store.record(okTrial({ seed: 0 }, 0.5), ORIGIN);
    assert(store.find(trialOfSeed(0), ORIGIN) !== undefined, `round ${round}`);
    assertEquals(temp.notes, [], `round ${round}, after ${delay} ms`);
  }
});

/** Kills a writer once it has told of so many rows, or a little later. */
async function runAndKill(
  path: string,
  { first, lines, delay }: { first: number; lines: number; delay: number },
): Promise<number[]> {
  const child = writer(path, first);
  let text = "";
  let isDying = false;
  const stream = child.stdout.pipeThrough(new TextDecoderStream());
  for await (const chunk of stream) {
    text += chunk;
    if (isDying || text.split("\n").length <= lines) continue;
    isDying = true;
    setTimeout(() => child.kill("SIGKILL"), delay);
  }
  await child.status;
  return text.split("\n").slice(0, -1).map(Number);
}

function writer(path: string, first: number): Deno.ChildProcess {
  const script = import.meta.resolve("./_record_forever.ts");
  return deno("run --quiet --no-check -P=test", [script, path, `${first}`], {
    stdout: "piped",
  }).spawn();
}

async function untilThere(path: string): Promise<void> {
  while (!await Deno.stat(path).catch(() => undefined)) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
