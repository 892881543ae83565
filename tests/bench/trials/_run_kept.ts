/**
 * A process that runs trials of the seeds from 0 on, and says which it computed
 * and which it has the results of: of a store, so many, so many milliseconds
 * each.
 */
import { KeptTrials } from "../../../bench/trials/kept_trials.ts";
import { TrialStore } from "../../../bench/trials/store/store.ts";
import { answerOf, StubExecutor } from "./_stub_executor.ts";
import { ORIGIN, seeds, trialOfSeed } from "./_temp_store.ts";

const [path = "", count = "0", pause = "0"] = Deno.args;

using store = new TrialStore(path);
const executor = new StubExecutor(async (spec) => {
  console.log(`begun ${spec.seed}`);
  await new Promise((resolve) => setTimeout(resolve, Number(pause)));
  return [answerOf(spec)];
});
const trials = new KeptTrials({ store, executor, originOf: () => ORIGIN });
for await (const result of trials.run(seeds(Number(count)).map(trialOfSeed))) {
  console.log(`ended ${result.spec.seed}`);
}
