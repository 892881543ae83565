import { assertEquals, assertRejects } from "@std/assert";
import { PreparingExecutor } from "../../../../bench/run/data/preparing_executor.ts";
import { WorkerError } from "../../../../bench/trials/executor.ts";
import { okTrial, trialWith } from "../../_trials.ts";

const [HERE, ELSEWHERE] = ["0", "1"].map((digit) =>
  `sha256:${digit.repeat(64)}`
) as [string, string];

/** Runs a trial that wants weights, on a worker that has some, or none. */
async function run(wanted: string, here?: string): Promise<number> {
  const weights = here === undefined
    ? undefined
    : [{ id: here, path: "/model.safetensors" }];
  await using executor = new PreparingExecutor({
    async *run(trials) {
      await Promise.resolve();
      for (const { spec } of trials) yield okTrial(spec, 0.5);
    },
    async [Symbol.asyncDispose]() {},
  }, { cache: "", weights });
  const trial = trialWith({ weights: wanted });
  return (await Array.fromAsync(executor.run([trial]))).length;
}

Deno.test("PreparingExecutor runs trials from the weights that it has", async () => {
  assertEquals(await run("scratch"), 1);
  assertEquals(await run("scratch", HERE), 1);
  assertEquals(await run(HERE, HERE), 1);
});

Deno.test("PreparingExecutor refuses trials from other weights", async () => {
  for (const here of [undefined, ELSEWHERE]) {
    const error = await assertRejects(() => run(HERE, here), WorkerError);
    assertEquals(
      error.message,
      `Cannot train from the weights ${HERE}: this worker has ` +
        `${here ?? "none"}. Next step: start it with --weights and the same ` +
        "file",
    );
  }
});
