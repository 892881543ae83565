/**
 * A process that keeps made-up trials, and says of each that it is kept: of a
 * store, from a seed on, so many, or until it is killed.
 */
import { TrialStore } from "../../../../bench/trials/store/store.ts";
import { okTrial } from "../../_trials.ts";
import { ORIGIN } from "../_temp_store.ts";

const [path = "", first = "0", count = "Infinity"] = Deno.args;

using store = new TrialStore(path);
for (let at = 0; at < Number(count); at++) {
  const seed = Number(first) + at;
  store.record(okTrial({ seed }, 0.5), ORIGIN);
  Deno.stdout.writeSync(new TextEncoder().encode(`${seed}\n`));
}
