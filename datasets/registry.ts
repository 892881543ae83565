/** Every data set that can be asked for by name. */
import { cifar10 } from "./cifar_dataset.ts";
import type { DatasetEntry } from "./dataset.ts";
import { fetchFiles } from "./acquire/fetch_files.ts";
import { IDX_FILES, type IdxHashes, loadIdxDataset } from "./idx_dataset.ts";
import { leaves } from "./leaves/leaves_dataset.ts";
import { OWN_IMAGES, ownImages, photographs } from "./photographs.ts";

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
    mirrors: [
      "https://ossci-datasets.s3.amazonaws.com/mnist/",
      "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ],
    bytes: {
      trainImages: 9_912_422,
      trainLabels: 28_881,
      testImages: 1_648_877,
      testLabels: 4_542,
    },
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
    mirrors: [
      "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
      "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
    ],
    bytes: {
      trainImages: 26_421_880,
      trainLabels: 29_515,
      testImages: 4_422_102,
      testLabels: 5_148,
    },
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
  cifar10,
  plantVillage({
    name: "plantvillage-pepper",
    title: "pepper leaves, healthy and with bacterial spot, 2,475 photographs",
    roles: { majority: ["healthy"], minority: ["bacterial-spot"] },
    folders: {
      healthy: /pepper.*healthy/i,
      "bacterial-spot": /pepper.*bacterial.?spot/i,
    },
    contentHash:
      "e10bcfd1635cbb049f60f55cf5eebece9b59521154bf9920d2b025d3c919e5bd",
  }),
  plantVillage({
    name: "plantvillage-tomato",
    title: "tomato leaves, healthy and with early blight, 2,591 photographs",
    roles: { majority: ["healthy"], minority: ["early-blight"] },
    folders: {
      healthy: /tomato.*healthy/i,
      "early-blight": /tomato.*early.?blight/i,
    },
    contentHash:
      "fe802edc94400b60bdb9f549578e6d8f36d5c35c154ac481b2e34bb2f7305c89",
  }),
  plantVillage({
    name: "plantvillage-apple",
    title: "apple leaves, healthy and three diseases, 3,171 photographs",
    roles: {
      majority: ["healthy"],
      minority: ["scab", "black-rot", "cedar-rust"],
    },
    folders: {
      healthy: /apple.*healthy/i,
      scab: /apple.*scab/i,
      "black-rot": /apple.*black.?rot/i,
      "cedar-rust": /apple.*rust/i,
    },
  }),
];

/**
 * Finds a data set by its name, or the user's own images.
 *
 * @param name The name of a data set, or {@linkcode OWN_IMAGES}.
 * @param images The user's folder or zip of images, if there is one.
 * @throws {RangeError} If there is none of that name, with the ones there are.
 */
export function findEntry(
  name: string,
  images: string | undefined,
): DatasetEntry {
  return name === OWN_IMAGES && images !== undefined
    ? ownImages(images)
    : findDataset(name);
}

/** One plant of PlantVillage: all are in one published archive. */
function plantVillage(
  options: Omit<
    Parameters<typeof photographs>[0],
    "licence" | "citation" | "files" | "collection"
  >,
): DatasetEntry {
  return photographs({
    ...options,
    licence: "CC0 1.0",
    citation: "Hughes, Salathé 2015, arXiv:1511.08060; archive by Arun, " +
      "Gopal 2019, DOI 10.17632/tywbtsjrjv.1",
    collection: "plantvillage",
    files: [{
      name: "plantvillage.zip",
      mirrors: [
        "https://data.mendeley.com/public-files/datasets/tywbtsjrjv/files/d5652a28-c1d8-4b76-97f3-72fb80f94efc/file_downloaded",
      ],
      bytes: 868_032_562,
      // As TensorFlow Datasets has it, in plant_village/checksums.tsv.
      sha256:
        "ac3432453984d02a86197987e775a5429d0d59e7cc7c35bcf5a8f50349b90ff0",
    }],
  });
}

/**
 * Finds a data set by its name.
 *
 * @param name As `deno task datasets` lists it.
 * @returns Its entry; nothing is read or fetched yet.
 * @throws {RangeError} If there is none of that name, with the ones there are.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { findDataset } from "./registry.ts";
 * const { imageShape, roles } = findDataset("mnist");
 * assertEquals(imageShape, [28, 28, 1]);
 * assertEquals(roles, { majority: ["4"], minority: ["9"] });
 * ```
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
  options:
    & Pick<
      DatasetEntry,
      "name" | "title" | "classes" | "roles" | "licence" | "citation"
    >
    & {
      /** Folders on the network, each with all four files. */
      mirrors: readonly string[];
      /** Size of each gzip file, in bytes. */
      bytes: Readonly<Record<keyof IdxHashes, number>>;
      hashes: IdxHashes;
    },
): DatasetEntry {
  const { hashes, mirrors, bytes, ...entry } = options;
  const { name, classes } = entry;
  const parts = Object.keys(IDX_FILES) as (keyof IdxHashes)[];
  const files = parts.map((part) => ({
    name: `${IDX_FILES[part]}.gz`,
    mirrors: mirrors.map((mirror) => `${mirror}${IDX_FILES[part]}.gz`),
    bytes: bytes[part],
  }));
  return {
    ...entry,
    imageShape: [28, 28, 1],
    isResizable: false,
    files,
    async load({ data, cache, onProgress }) {
      const folder = data ?? `${cache}/datasets/${name}`;
      if (data === undefined) await fetchFiles(files, { folder, onProgress });
      return await loadIdxDataset(folder, { name, classes, hashes });
    },
  };
}
