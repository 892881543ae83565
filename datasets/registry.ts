/** Every data set that can be asked for by name. */
import type { DatasetEntry } from "./dataset.ts";
import { type IdxHashes, loadIdxDataset } from "./idx_dataset.ts";
import { leaves } from "./leaves/leaves_dataset.ts";

const DIGITS = Array.from("0123456789");

const FASHION = [
  "t-shirt",
  "trouser",
  "pullover",
  "dress",
  "coat",
  "sandal",
  "shirt",
  "sneaker",
  "bag",
  "ankle-boot",
];

/** The data sets, by name. */
export const DATASETS: readonly DatasetEntry[] = [
  leaves,
  idxEntry({
    name: "mnist",
    title: "handwritten digits, 60,000 + 10,000 images",
    classes: DIGITS,
    roles: { majority: ["4"], minority: ["9"] },
    licence: "CC BY-SA 3.0",
    citation: "LeCun, Bottou, Bengio, Haffner 1998, DOI 10.1109/5.726791",
    hashes: {
      trainImages:
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
      trainLabels:
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
      testImages:
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
      testLabels:
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    },
  }),
  idxEntry({
    name: "fashion-mnist",
    title: "articles of clothing, 60,000 + 10,000 images",
    classes: FASHION,
    roles: { majority: ["sneaker"], minority: ["ankle-boot"] },
    licence: "MIT",
    citation: "Xiao, Rasul, Vollgraf 2017, arXiv:1708.07747",
    hashes: {
      trainImages:
        "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
      trainLabels:
        "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
      testImages:
        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
      testLabels:
        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    },
  }),
];

/**
 * Finds a data set by its name.
 *
 * @throws {RangeError} If there is none of that name, with the ones there are.
 */
export function findDataset(name: string): DatasetEntry {
  const entry = DATASETS.find((candidate) => candidate.name === name);
  if (entry !== undefined) return entry;
  throw new RangeError(
    `Cannot find the data set "${name}": there are ` +
      DATASETS.map((candidate) => candidate.name).join(", "),
  );
}

function idxEntry(
  options: Omit<DatasetEntry, "imageShape" | "needsFolder" | "load"> & {
    hashes: IdxHashes;
  },
): DatasetEntry {
  const { hashes, ...entry } = options;
  const { name, classes } = entry;
  return {
    ...entry,
    imageShape: [28, 28, 1],
    needsFolder: true,
    async load(folder) {
      if (folder === undefined) {
        throw new Deno.errors.NotFound(
          `Cannot load ${name}: it is not part of the suite. Next step: give ` +
            "the folder that has its four IDX files with --data",
        );
      }
      return await loadIdxDataset(folder, { name, classes, hashes });
    },
  };
}
