/**
 * Registers every claim with `deno bench`, which checks each by itself:
 * `deno bench -P=bench bench/bench.ts --filter gain -- --seeds 12`. What
 * follows `--` are the options of `deno task bench`.
 */
import { AssertionError } from "@std/assert";
import { departureTexts } from "../reports/terminal/departure_texts.ts";
import { checkClaims } from "./run/check_claims.ts";
import { machineDefaults } from "./run/settings/machine_defaults.ts";
import { chooseOwnNetwork } from "./run/settings/own_network.ts";
import { readOptions } from "./run/settings/options.ts";
import { runOptions } from "./run/settings/run_options.ts";
import { settingsOf } from "./run/settings/settings.ts";
import type { Claim } from "./study/claim.ts";
import { loadClaims } from "./study/load_claims.ts";

const machine = machineDefaults();
const asked = readOptions(Deno.args);
const { given, note } = await chooseOwnNetwork(asked, machine);
if (note !== undefined) console.error(`note: ${note}`);
const settings = await settingsOf(given, machine);

for (const claim of await loadClaims([], settings.protocol)) {
  let outcome: Promise<void> | undefined;
  Deno.bench({
    name: `${claim.name}: ${claim.sentence}`,
    n: 1,
    warmup: 0,
    // deno bench calls this more than once, and a claim is checked once. It
    // awaits only what is declared async.
    fn: async () => await (outcome ??= checkAlone(claim)),
  });
}

async function checkAlone(claim: Claim): Promise<void> {
  const out = `${settings.out}/${claim.name}`;
  const document = await checkClaims([claim], { ...settings, out }, {
    options: runOptions(asked),
  });
  const { departures } = departureTexts(document);
  if (departures.length > 0) throw new AssertionError(departures.join("\n\n"));
}
