/** What every run begins with, whatever it does then. */
import type { LeftOut } from "../../reports/document.ts";
import type { Claim } from "../study/claim.ts";
import type { Site } from "../study/site.ts";
import type { Study } from "../study/study.ts";
import { supportNotes } from "../study/support_notes.ts";
import type { NetworkName } from "../../models/networks/network.ts";
import { cacheDirectory } from "../../models/engines/tensorflow/locate.ts";
import type { WeightsFile } from "../trials/workers/messages.ts";
import { weightsNameOf } from "./data/_hub_weights.ts";
import { findQueue } from "./find_queue.ts";
import { assertDevice } from "./open_pool.ts";
import { planStudies } from "./plan_studies.ts";
import { prepareData, type RunData } from "./data/prepare_data.ts";
import { prepareWeights } from "./data/prepare_weights.ts";
import { Session } from "./session.ts";
import type { Settings } from "./settings/settings.ts";

/** A run that can train. */
export interface OpenRun {
  /** What is to be checked, those of a claim in a row. */
  studies: Study[];
  /** What had to be left out. */
  leftOut: LeftOut[];
  /** Where claims are checked, with the weights that networks start from. */
  sites: readonly Site[];
  /** The images of the run. */
  data: RunData;
  /** The caller's to dispose. */
  session: Session;
}

/**
 * Looks at what is asked for before anything is fetched, prepares the weights
 * and the data, plans the studies, and starts the workers.
 *
 * @param onNote Told of what people ought to know.
 * @throws {UsageError} If the settings ask for what cannot be had.
 * @throws {Error} If the data, the engine or the store is missing or broken.
 */
export async function openRun(
  claims: readonly Claim[],
  given: Settings,
  onNote: (text: string) => void,
): Promise<OpenRun> {
  const queue = given.queue === undefined
    ? undefined
    : await findQueue(given.queue);
  if (queue === undefined) assertDevice(given);
  const weights = await prepareAllWeights(given);
  const sites = given.sites.map((site) => ({
    ...site,
    weights: weights.get(site.model)?.id ?? "scratch",
  }));
  const settings = { ...given, sites };
  const data = await prepareData(settings, { weights: [...weights.values()] });
  const planned = planStudies(claims, { settings, data });
  for (const line of supportNotes(planned.studies, settings.seeds.most)) {
    onNote(`note: ${line}`);
  }
  const session = await Session.open(settings, {
    data,
    queue,
    onNote: (text) => onNote(`note: ${text}`),
  });
  return { ...planned, sites, data, session };
}

/** The weights of each network, where they are not drawn. */
async function prepareAllWeights(
  { sites, weights }: Settings,
): Promise<Map<NetworkName, WeightsFile>> {
  const files = new Map<NetworkName, WeightsFile>();
  if (weights === undefined) return files;
  const options = { cache: cacheDirectory() };
  for (const model of new Set(sites.map(({ model }) => model))) {
    const name = weightsNameOf(weights, model);
    files.set(model, await prepareWeights(name, options));
  }
  return files;
}
