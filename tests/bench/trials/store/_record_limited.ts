/**
 * A process that keeps made-up trials until it cannot, and ends with the error.
 * With `nobody` it first gives up the rights of a superuser, if it has them.
 */
import { TrialStore } from "../../../../bench/trials/store/store.ts";
import { okTrial } from "../../_trials.ts";
import { ORIGIN } from "../_temp_store.ts";

const [path = "", user] = Deno.args;
const NOBODY = 65534;

if (user === "nobody" && Deno.uid() === 0) {
  const libc = Deno.dlopen("libc.so.6", {
    seteuid: { parameters: ["u32" /* uid */], result: "i32" },
  });
  libc.symbols.seteuid(NOBODY);
}

using store = new TrialStore(path);
for (let seed = 0; seed < 100_000; seed++) {
  store.record(okTrial({ seed }, 0.5), ORIGIN);
}
