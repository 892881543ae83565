/** What every run begins with, whatever it does then. */
import type { LeftOut } from "../../reports/document.ts";
import { assertFound, reviewedOf } from "../review/reviewed_of.ts";
import type { Reviewed } from "../review/review_run.ts";
import type { Claim } from "../study/claim.ts";
import type { Site } from "../study/site.ts";
import { isOfAssertion, keyOf, placedStatements } from "../study/standings.ts";
import type { Study } from "../study/study.ts";
import type { NetworkName } from "../../models/networks/network.ts";
import { cacheDirectory } from "../../models/engines/tensorflow/locate.ts";
import type { WeightsFile } from "../trials/workers/messages.ts";
import { withAllImages } from "./data/all_images.ts";
import { PUBLISHED, weightsNameOf } from "./data/named_weights.ts";
import { onStandardError, SILENT } from "../../reports/terminal/progress.ts";
import { assertDevice } from "./open_pool.ts";
import { planStudies } from "./plan_studies.ts";
import { prepareData, type RunData } from "./data/prepare_data.ts";
import { prepareWeights } from "./data/prepare_weights.ts";
import { findTorchWeights } from "./data/torch_weights.ts";
import { Session } from "./session.ts";
import type { Settings } from "./settings/settings.ts";
import { unlessAborted } from "./unless_aborted.ts";

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
  /** What the run is compared with. */
  reviewed: Reviewed;
  /** The caller's to dispose. */
  session: Session;
}

/**
 * Looks at what is asked for before anything is fetched, prepares the weights
 * and the data, plans the studies, and starts the workers.
 *
 * @param options Who is told of what people should know, and what ends it.
 * @throws {unknown} The reason of the signal, if it is aborted.
 * @throws {UsageError} If the settings ask for what cannot be had.
 * @throws {Error} If the data, the engine or the store is missing or broken.
 */
export async function openRun(
  claims: readonly Claim[],
  settings: Settings,
  { onNote, signal }: {
    onNote: (text: string) => void;
    signal?: AbortSignal | undefined;
  },
): Promise<OpenRun> {
  return await unlessAborted(open(claims, settings, onNote), {
    signal,
    onLate: ({ session }) => session[Symbol.asyncDispose](),
  });
}

async function open(
  claims: readonly Claim[],
  given: Settings,
  onNote: (text: string) => void,
): Promise<OpenRun> {
  if (given.queue === undefined) assertDevice(given);
  const reviewed = await reviewedOf(given);
  const weights = await prepareAllWeights(given, onNote);
  const started = given.sites.map((site) => ({
    ...site,
    weights: weights.get(site.model)?.id ?? "scratch",
  }));
  const data = await prepareData(
    { ...given, sites: started },
    { weights: [...weights.values()] },
  );
  const sites = started
    .map((site) => withAllImages(site, data.datasetOf(site), given));
  const settings = { ...given, sites };
  const planned = planStudies(claims, { settings, data });
  const placed = placedStatements(planned.studies);
  assertFound(given.expect, {
    reviewed,
    names: placed.filter(isOfAssertion).map(keyOf),
  });
  const session = await Session.open(settings, {
    data,
    onNote: (text) => onNote(`note: ${text}`),
  });
  return { ...planned, sites, data, reviewed, session };
}

/** The weights of each network, where they are not drawn. */
async function prepareAllWeights(
  { sites, weights, quiet }: Settings,
  onNote: (text: string) => void,
): Promise<Map<NetworkName, WeightsFile>> {
  const files = new Map<NetworkName, WeightsFile>();
  if (weights === undefined) return files;
  const cache = cacheDirectory();
  const told = quiet ? SILENT : onStandardError;
  for (const model of new Set(sites.map(({ model }) => model))) {
    const named = weights === PUBLISHED
      ? await findPublished(model, onNote)
      : weights;
    files.set(model, await prepareWeights(named, { cache, model, told }));
  }
  return files;
}

/** The published weights of a network: torchvision's, if it has fetched any. */
async function findPublished(
  model: NetworkName,
  onNote: (text: string) => void,
): Promise<string> {
  const path = await findTorchWeights(model);
  if (path === undefined) return weightsNameOf(model) ?? PUBLISHED;
  onNote(`note: ${model} starts from ${path}, which torchvision has fetched`);
  return path;
}
