/** What this machine and its environment say of a run. */
import { countNvidiaGpus } from "../../../models/engines/tensorflow/locate.ts";
import type { SettingsDefaults } from "./machine_settings.ts";

/** Looks at the machine, at `FINALBN_DATA` and at `FINALBN_QUEUE`. */
export function machineDefaults(): SettingsDefaults {
  return {
    cores: navigator.hardwareConcurrency,
    gpus: countNvidiaGpus(),
    data: Deno.env.get("FINALBN_DATA") || undefined,
    queue: Deno.env.get("FINALBN_QUEUE") || undefined,
  };
}
