/** What this machine and its environment say of a run. */
import { countNvidiaGpus } from "../models/tensorflow/locate.ts";
import type { SettingsDefaults } from "./settings.ts";

/** Looks at the machine, and at `FINALBN_DATA`. */
export function machineDefaults(): SettingsDefaults {
  return {
    cores: navigator.hardwareConcurrency,
    gpus: countNvidiaGpus(),
    data: Deno.env.get("FINALBN_DATA") || undefined,
  };
}
