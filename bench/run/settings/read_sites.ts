/** Reads where claims are checked: data sets, roles, networks and training. */
import type { DatasetEntry } from "../../../datasets/dataset.ts";
import { listClasses } from "../../../datasets/read/photographs.ts";
import { findDataset, ownImages } from "../../../datasets/registry.ts";
import type { NetworkName } from "../../../models/networks/network.ts";
import { readClassNames } from "../data/_class_names.ts";
import {
  type NumberRange,
  type OptionText,
  readNumber,
} from "./_read_value.ts";
import { readRecipe } from "./read_recipe.ts";
import { readModel } from "./read_model.ts";
import { assertWeightsFit, readFineTune, readWeights } from "./read_weights.ts";
import { REFERENCE_RECIPE } from "../../../models/training/recipe.ts";
import type { Profile } from "../../study/profiles.ts";
import type { Site } from "../../study/site.ts";
import { UsageError } from "../../study/usage_error.ts";

/** Options that change what is trained: no verdict was reviewed under them. */
export const FACTORS = [
  "size",
  "majority",
  "minority",
  "majority-count",
  "minority-count",
  "epochs",
  "batch-size",
  "micro-batch-size",
  "learning-rate",
  "optimizer",
  "weight-decay",
  "schedule",
  "augmentation",
  "remedy",
  "precision",
  "bn-momentum",
  "weights",
  "fine-tune",
] as const;

/**
 * Reads the sites of a run.
 *
 * @param text The options.
 * @param profile What is used unless told otherwise.
 * @returns One site for each data set and network.
 * @throws {UsageError} For an unknown data set, class or network, or a number
 * out of its range, with what is wanted.
 */
export async function readSites(
  text: OptionText,
  profile: Profile,
): Promise<Site[]> {
  const entries = await chooseEntries(text, profile);
  const models = text("model");
  const sites = entries.flatMap((entry) => {
    const base = readBase(entry, { text, profile });
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
      : listOf(models)
        .map((name) => readModel(name, base.imageSize))
        .map(site(false));
  });
  const weights = readWeights(text, profile);
  if (weights !== undefined) {
    const channelsOf = ({ dataset }: Site) =>
      entries.find(({ name }) => name === dataset)?.imageShape[2] as number;
    assertWeightsFit(
      weights,
      sites.map((site) => ({ ...site, channels: channelsOf(site) })),
    );
  }
  return sites;
}

function readBase(
  entry: DatasetEntry,
  { text, profile }: { text: OptionText; profile: Profile },
): Omit<Site, "model" | "isPooledOnly"> {
  const number = (name: string, range: NumberRange) =>
    readNumber(name, text(name), range);
  const names = (name: "majority" | "minority") => {
    const given = text(name);
    if (given === undefined) return rolesOf(entry, name);
    return asUsage(() => readClassNames(entry, given));
  };
  return {
    ...REFERENCE_RECIPE,
    dataset: entry.name,
    classes: entry.classes,
    majority: names("majority"),
    minority: names("minority"),
    majorityCount: number("majority-count", { minimum: 1, otherwise: 1000 }),
    minorityCount: number("minority-count", { minimum: 1, otherwise: 10 }),
    testCount: 1000,
    imageSize: sizeOf(
      entry,
      number("size", {
        minimum: 4,
        below: 1025,
        otherwise: entry.isResizable && profile.size !== undefined
          ? profile.size
          : entry.imageShape[0],
      }),
    ),
    // Which they are is known by their content, once they are there.
    weights: "scratch",
    fineTune: readFineTune(text("fine-tune"), readWeights(text, profile)),
    bnMomentum: number("bn-momentum", {
      minimum: 0,
      below: 1,
      whole: false,
      otherwise: 0.9,
    }),
    epochs: number("epochs", {
      minimum: 1,
      otherwise: profile.epochs,
    }),
    checkpoints: [],
    ...readRecipe(text),
  };
}

/** The data sets, or the user's own images. */
async function chooseEntries(
  text: OptionText,
  profile: Profile,
): Promise<DatasetEntry[]> {
  const [images, dataset] = [text("images"), text("dataset")];
  if (images !== undefined) {
    if (dataset === undefined) {
      return [ownImages(images, await listClasses(images))];
    }
    throw new UsageError(
      "Cannot use --dataset and --images together: choose one of them",
    );
  }
  const names = dataset === undefined ? profile.datasets : listOf(dataset);
  const entries = asUsage(() => names.map(findDataset));
  const role = (["majority", "minority"] as const)
    .find((name) => text(name) !== undefined);
  if (entries.length > 1 && role !== undefined) {
    throw new UsageError(
      `Cannot use --${role} with ${entries.length} data sets: their classes ` +
        "differ. Next step: name one with --dataset",
    );
  }
  return entries;
}

function rolesOf(entry: DatasetEntry, role: "majority" | "minority"): string[] {
  if (entry.roles[role].length > 0) return [...entry.roles[role]];
  throw new UsageError(
    `Cannot tell the ${role} classes of ${entry.title}: say --${role} A,B. ` +
      "The classes are " +
      entry.classes.map((name, index) => `${index} (${name})`).join(", "),
  );
}

function sizeOf(entry: DatasetEntry, size: number): number {
  if (entry.isResizable || size === entry.imageShape[0]) return size;
  throw new UsageError(
    `Cannot use --size ${size}: the images of ${entry.name} are of ` +
      `${entry.imageShape[0]} pixels`,
  );
}

/** Names separated by commas, each once. */
export function listOf(text: string): string[] {
  return [...new Set(text.split(",").map((name) => name.trim()))];
}

function asUsage<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UsageError(cause.message, { cause });
  }
}
