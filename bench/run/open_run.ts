/** What every run begins with, whatever it does then. */
import type { Claim } from "../study/claim.ts";
import type { Study } from "../study/study.ts";
import { findQueue } from "./find_queue.ts";
import { assertDevice } from "./open_pool.ts";
import { planStudies } from "./plan_studies.ts";
import { prepareData, type RunData } from "./prepare_data.ts";
import { Session } from "./session.ts";
import type { Settings } from "./settings.ts";

/** A run that can train. */
export interface OpenRun {
  /** What is to be checked, those of a claim in a row. */
  studies: Study[];
  /** What had to be left out, a line each. */
  leftOut: string[];
  /** The images of the run. */
  data: RunData;
  /** The caller's to dispose. */
  session: Session;
}

/**
 * Looks at what is asked for before anything is fetched, prepares the data,
 * plans the studies, and starts the workers.
 *
 * @throws {UsageError} If the settings ask for what cannot be had.
 * @throws {Error} If the data, the engine or the store is missing or broken.
 */
export async function openRun(
  claims: readonly Claim[],
  settings: Settings,
): Promise<OpenRun> {
  const queue = settings.queue === undefined
    ? undefined
    : await findQueue(settings.queue);
  if (queue === undefined) assertDevice(settings.device);
  const data = await prepareData(settings);
  const planned = planStudies(claims, { settings, data });
  const session = await Session.open(settings, { data, queue });
  return { ...planned, data, session };
}
