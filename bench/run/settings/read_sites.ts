/** Reads where claims are checked: data sets, roles, networks and training. */
import type { DatasetEntry, OwnImages } from "../../../datasets/dataset.ts";
import {
  type ClassCount,
  listClasses,
} from "../../../datasets/read/photographs.ts";
import { DATASETS, ownImages } from "../../../datasets/registry.ts";
import {
  NETWORK_NAMES,
  type NetworkName,
  SMALLEST_IMAGES,
} from "../../../models/networks/network.ts";
import type { Profile, Tuning } from "../../study/profiles.ts";
import { didYouMean } from "../../study/nearest.ts";
import type { Site } from "../../study/site.ts";
import { UsageError } from "../../study/usage_error.ts";
import { DEFAULT_FIELDS } from "../../trials/default_fields.ts";
import { readClassNames } from "../data/class_names.ts";
import { givenFields } from "./field_options.ts";
import { completeRoles, type Roles } from "./own_roles.ts";
import type { BenchOptions } from "./options.ts";
import {
  assertBodyTrained,
  assertTuned,
  assertWeightsFit,
  weightsAsked,
} from "./read_weights.ts";

/**
 * Reads the sites of a run.
 *
 * @param given The options.
 * @param profile What is used unless told otherwise.
 * @returns One site for each data set and network.
 * @throws {UsageError} For an unknown data set, class or network, or a number
 * out of its range, with what is wanted.
 */
export async function readSites(
  given: BenchOptions,
  profile: Profile,
): Promise<readonly Site[]> {
  const images = given.value("images");
  const own = images === undefined
    ? undefined
    : await ownClasses(images, given);
  const entries = images === undefined || own === undefined
    ? chooseEntries(given, profile)
    : [ownImages(images, own.map(({ name }) => name))];
  const models = given.value("model");
  const weights = weightsAsked(given, profile);
  const sites = entries.flatMap((entry) =>
    waysOf(profile, { given, weights }).flatMap(({ tuning, ...way }) => {
      const base = {
        ...readBase(entry, { given, profile, own, tuning }),
        ...way,
      };
      const site = (isPooledOnly: boolean) => (model: NetworkName): Site => ({
        ...base,
        model,
        isPooledOnly,
      });
      return models === undefined
        ? [
          ...profile.models.map(site(false)),
          ...profile.pooledModels.map(site(true)),
        ]
        : models.map((name) => readModel(name, base.imageSize))
          .map(site(false));
    })
  );
  if (weights === undefined) {
    assertTuned(given);
    return sites;
  }
  sites.forEach(assertBodyTrained);
  const channelsOf = ({ dataset }: Site) =>
    entries.find(({ name }) => name === dataset)?.imageShape[2] as number;
  assertWeightsFit(
    weights,
    sites.map((site) => ({ ...site, channels: channelsOf(site) })),
  );
  return sites;
}

/** A way of training, and where it is the second, what it is for. */
interface Way extends Pick<Site, "second"> {
  tuning: Tuning;
}

/**
 * The ways in which networks are trained. Those of a profile are for networks
 * that start from weights; `--fine-tune` chooses one of them for all claims.
 */
function waysOf(
  { size, tuning, second }: Profile,
  { given, weights }: { given: BenchOptions; weights: string | undefined },
): Way[] {
  const usual = size === undefined ? {} : { size };
  if (weights === undefined) return [{ tuning: usual }];
  const first: Way = { tuning: { ...usual, ...tuning } };
  if (second === undefined) return [first];
  const { name, claims } = second;
  const ways = [first, { tuning: second.tuning, second: { name, claims } }];
  const { fineTune } = givenFields(given);
  if (fineTune === undefined) return ways;
  return ways
    .filter(({ tuning }) => (tuning.fineTune ?? "all") === fineTune)
    .map(({ tuning }) => ({ tuning }));
}

/** What a data set's sites have in common that are trained in one way. */
function readBase(
  entry: DatasetEntry,
  { given, profile, own, tuning: { size, ...tuning } }: {
    given: BenchOptions;
    profile: Profile;
    own: readonly ClassCount[] | undefined;
    tuning: Tuning;
  },
): Omit<Site, "model" | "isPooledOnly"> {
  const usualSize = entry.isResizable && size !== undefined
    ? size
    : entry.imageShape[0];
  const named = namedRoles(entry, given);
  const roles = own === undefined
    ? { ...entry.roles, ...named }
    : completeRoles(own, named);
  assertSize(entry, givenFields(given).imageSize ?? usualSize);
  return {
    ...DEFAULT_FIELDS,
    ...(profile.testCount === undefined
      ? {}
      : { testCount: profile.testCount }),
    epochs: profile.epochs,
    imageSize: usualSize,
    ...tuning,
    ...givenFields(given),
    ...(tuning.fineTune === "last-layer" && !given.has("fine-tune")
      ? { bodyLearningRate: null, frozenEpochs: 0 }
      : {}),
    ...(given.has("one-per-group") ? { rareDraw: "groups" } : {}),
    dataset: entry.name,
    classes: entry.classes,
    majority: [...roles.majority],
    minority: [...roles.minority],
  };
}

/** The roles that the user gave. */
function namedRoles(entry: DatasetEntry, given: BenchOptions): Partial<Roles> {
  const named = (["majority", "minority"] as const).flatMap((role) => {
    const text = given.text(role);
    if (text === undefined) return [];
    const name = given.value("images") ?? entry.name;
    const read = () => readClassNames({ ...entry, name }, text);
    return [[role, asUsage(read)]];
  });
  return Object.fromEntries(named);
}

/**
 * The classes of the user's own images.
 *
 * @throws {UsageError} For whatever is wrong with the images.
 */
export async function ownClasses(
  images: string,
  given: BenchOptions,
): Promise<ClassCount[]> {
  return await ofOwnImages(() => listClasses(images, ownOf(given)));
}

/**
 * Reads your own images.
 *
 * @throws {UsageError} For whatever is wrong with them.
 */
export async function ofOwnImages<Result>(
  action: () => Promise<Result>,
): Promise<Result> {
  try {
    return await action();
  } catch (cause) {
    const isTheirs = cause instanceof SyntaxError ||
      cause instanceof RangeError || cause instanceof Deno.errors.NotFound ||
      cause instanceof Deno.errors.PermissionDenied;
    if (!isTheirs) throw cause;
    throw new UsageError(cause.message, { cause });
  }
}

/** The published data sets. */
function chooseEntries(
  given: BenchOptions,
  profile: Profile,
): DatasetEntry[] {
  assertOwn(given);
  const names = given.value("dataset") ?? profile.datasets;
  const entries = names.map((name) => asUsage(() => entryOf(name)));
  const role = (["majority", "minority"] as const)
    .find((name) => given.has(name));
  if (entries.length > 1 && role !== undefined) {
    throw new UsageError(
      `Cannot use --${role} with ${entries.length} data sets: their classes ` +
        "differ. Next step: name one with --dataset",
    );
  }
  return entries;
}

/** @throws {RangeError} If there is none of that name. */
function entryOf(name: string): DatasetEntry {
  const names = DATASETS.map(({ name }) => name);
  const entry = DATASETS.find((each) => each.name === name);
  if (entry !== undefined) return entry;
  throw new RangeError(
    `Cannot find the data set "${name}": ${didYouMean(name, names)}there are ` +
      names.join(", "),
  );
}

/** How the user's own images are found and grouped. */
export function ownOf(
  given: {
    text(name: "labels" | "groups"): string | undefined;
    has(name: "follow-links"): boolean;
  },
): OwnImages {
  return {
    labels: given.text("labels"),
    groups: given.text("groups"),
    followLinks: given.has("follow-links") ? true : undefined,
  };
}

/** Published data sets have their own layout and groups. */
function assertOwn(given: BenchOptions): void {
  const own = (["labels", "groups", "follow-links", "prevalence"] as const)
    .find((name) => given.has(name));
  if (own === undefined) return;
  throw new UsageError(
    `Cannot use --${own} without --images: it is about your own images`,
  );
}

function assertSize(entry: DatasetEntry, size: number): void {
  if (entry.isResizable || size === entry.imageShape[0]) return;
  throw new UsageError(
    `Cannot use --size ${size}: the images of ${entry.name} are of ` +
      `${entry.imageShape[0]} pixels`,
  );
}

function readModel(text: string, imageSize: number): NetworkName {
  const name = NETWORK_NAMES.find((known) => known === text);
  if (name === undefined) {
    throw new UsageError(
      `Cannot use --model ${text}: ${didYouMean(text, NETWORK_NAMES)}wanted ` +
        `one of ${NETWORK_NAMES.join(", ")}`,
    );
  }
  if (imageSize >= SMALLEST_IMAGES[name]) return name;
  throw new UsageError(
    `Cannot use --model ${text}: it takes images of at least ` +
      `${SMALLEST_IMAGES[name]} pixels, and these are of ${imageSize}`,
  );
}

function asUsage<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UsageError(cause.message, { cause });
  }
}
