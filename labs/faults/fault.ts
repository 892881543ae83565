/** What a fault is, and what it is inflicted on. */
import type { BenchRun } from "./bench_run.ts";

/** What a fault is inflicted on. */
export interface FaultStage {
  /** A folder for this round alone. */
  folder: string;
  /** The store of the run. */
  store: string;
  /**
   * Starts the run that is disturbed, with arguments in place of those for this
   * machine, and with its reports in another folder than the resumed run's.
   */
  start: (args?: readonly string[], out?: string) => BenchRun;
  /** Seconds that an undisturbed run takes. */
  usualSeconds: number;
  /** Gives numbers from 0 to 1. */
  random: () => number;
}

/** One way to disturb a run. */
export interface Fault {
  name: string;
  /** Why it cannot be done here, if it cannot. */
  obstacle?: () => Promise<string | undefined>;
  /**
   * Disturbs a run, and leaves nothing of it but its store.
   *
   * @returns What is wrong, where that can be told before the resumed run.
   */
  inflict: (stage: FaultStage) => Promise<string | undefined>;
}
