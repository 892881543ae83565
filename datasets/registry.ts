/** Every data set that can be asked for by name: what it is, and its mirrors. */
import { fetchFiles } from "./acquire/fetch_files.ts";
import type { DatasetEntry, DatasetReader } from "./dataset.ts";
import { cacheFolder } from "./read/cache_folder.ts";
import { OWN_IMAGES, ownPhotographs } from "./read/photographs.ts";
import { findReader, READERS } from "./read/readers.ts";

/** What people should know of a data set, and where it is fetched from. */
interface About extends
  Pick<
    DatasetEntry,
    "title" | "groups" | "roles" | "licence" | "citation"
  > {
  /** Addresses: of a folder with all files, if it ends in a slash, or of a file. */
  mirrors: readonly string[];
  /** The size of each file, in bytes. */
  bytes: readonly number[];
  /** The address of each file that is published elsewhere. */
  elsewhere?: Readonly<Record<string, string>>;
}

/** All plants of PlantVillage are in one archive. */
const PLANT_VILLAGE = {
  licence: "CC0 1.0",
  citation: "Hughes, Salathé 2015, arXiv:1511.08060; archive by Arun, " +
    "Gopal 2019, DOI 10.17632/tywbtsjrjv.1",
  mirrors: [
    "https://data.mendeley.com/public-files/datasets/tywbtsjrjv/files/d5652a28-c1d8-4b76-97f3-72fb80f94efc/file_downloaded",
  ],
  bytes: [868_032_562],
};

/** The leaf maps of PlantVillage, in its publishers' repository. */
const LEAF_MAPS =
  "https://raw.githubusercontent.com/spMohanty/PlantVillage-Dataset/" +
  "40789680ba2e6382608dba47b397688fcbd0d04a/leaf_grouping/";

const ABOUT: Readonly<Record<keyof typeof READERS, About>> = {
  "leaves": {
    title: "procedural leaf photographs, healthy and four diseases",
    groups: "each image is a leaf of its own",
    roles: { majority: ["healthy"], minority: ["spot"] },
    licence: "Apache-2.0",
    citation: "this project",
    mirrors: [],
    bytes: [],
  },
  "mnist": {
    title: "handwritten digits, 60,000 + 10,000 images",
    groups: "none are published",
    roles: { majority: ["4"], minority: ["9"] },
    licence: "CC BY-SA 3.0",
    citation: "LeCun, Bottou, Bengio, Haffner 1998, DOI 10.1109/5.726791",
    mirrors: [
      "https://ossci-datasets.s3.amazonaws.com/mnist/",
      "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ],
    bytes: [9_912_422, 28_881, 1_648_877, 4_542],
  },
  "fashion-mnist": {
    title: "articles of clothing, 60,000 + 10,000 images",
    groups: "none are published",
    roles: { majority: ["sneaker"], minority: ["ankle-boot"] },
    licence: "MIT",
    citation: "Xiao, Rasul, Vollgraf 2017, arXiv:1708.07747",
    mirrors: [
      "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
      "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
    ],
    bytes: [26_421_880, 29_515, 4_422_102, 5_148],
  },
  "cifar-10": {
    title: "small photographs of ten kinds, 50,000 + 10,000 images",
    groups: "none are published",
    roles: { majority: ["cat"], minority: ["dog"] },
    licence: "not stated; free for research",
    citation:
      "Krizhevsky 2009, Learning Multiple Layers of Features from Tiny " +
      "Images",
    mirrors: [
      "https://www.cs.toronto.edu/~kriz/",
      "https://cave.cs.toronto.edu/kriz/",
    ],
    bytes: [170_052_171],
  },
  "plantvillage-pepper": {
    ...PLANT_VILLAGE,
    title: "pepper leaves, healthy and with bacterial spot, 2,475 photographs",
    groups: "leaves, by the publishers' leaf maps",
    roles: { majority: ["healthy"], minority: ["bacterial-spot"] },
    bytes: [...PLANT_VILLAGE.bytes, 37_423, 31_378],
    elsewhere: {
      "pepper-healthy.csv": `${LEAF_MAPS}leaf_maps/Pepper_Healthy.csv`,
      "pepper-bacterial-spot.csv":
        `${LEAF_MAPS}filtered_leafmaps/Pepper,_bell___Bacterial_spot.csv`,
    },
  },
  "plantvillage-tomato": {
    ...PLANT_VILLAGE,
    title: "tomato leaves, healthy and with early blight, 2,591 photographs",
    groups: "leaves, by the publishers' leaf maps",
    roles: { majority: ["healthy"], minority: ["early-blight"] },
    bytes: [...PLANT_VILLAGE.bytes, 25_590, 29_637],
    elsewhere: {
      "tomato-healthy.csv":
        `${LEAF_MAPS}filtered_leafmaps/Tomato___healthy.csv`,
      "tomato-early-blight.csv":
        `${LEAF_MAPS}filtered_leafmaps/Tomato___Early_blight.csv`,
    },
  },
  "plantvillage-apple": {
    ...PLANT_VILLAGE,
    title: "apple leaves, healthy and three diseases, 3,171 photographs",
    groups: "none: photographs of one leaf may train and test",
    roles: {
      majority: ["healthy"],
      minority: ["scab", "black-rot", "cedar-rust"],
    },
  },
};

/** The data sets, by name. */
export const DATASETS: readonly DatasetEntry[] = Object.entries(READERS)
  .map(([name, reader]) =>
    published(reader, ABOUT[name as keyof typeof READERS])
  );

/**
 * A data set whose files are fetched before they are read, unless there is a
 * folder of local copies.
 *
 * @param reader What reads them.
 * @param about Where they are published, and what people should know.
 */
export function published(
  reader: DatasetReader,
  { mirrors, bytes, elsewhere = {}, ...about }: About,
): DatasetEntry {
  const files = reader.files.map((file, at) => ({
    ...file,
    bytes: bytes[at] as number,
    mirrors: elsewhere[file.name] === undefined
      ? mirrors.map((mirror) =>
        mirror.endsWith("/") ? mirror + file.name : mirror
      )
      : [elsewhere[file.name] as string],
  }));
  return {
    ...reader,
    ...about,
    files,
    async load(source, options) {
      const { data, cache, onProgress } = source;
      if (data === undefined && files.length > 0) {
        const folder = cacheFolder(reader, cache);
        await fetchFiles(files, { folder, onProgress });
      }
      return await reader.load(source, options);
    },
  };
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
  const reader = findReader(name, undefined);
  return DATASETS.find((entry) => entry.name === reader.name) as DatasetEntry;
}

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

/**
 * Describes the user's own images.
 *
 * @param path A folder, or a zip, with a folder for each class.
 * @param classes Its classes, where they are known already.
 * @returns An entry like those of the registry.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { ownImages } from "./registry.ts";
 * const { name, classes } = ownImages("photos", ["healthy", "spot"]);
 * assertEquals([name, classes], ["images", ["healthy", "spot"]]);
 * ```
 */
export function ownImages(
  path: string,
  classes: readonly string[] = [],
): DatasetEntry {
  return {
    ...ownPhotographs(path, classes),
    title: `images of ${path}`,
    groups: "your own",
    roles: { majority: [], minority: [] },
    licence: "your own",
    citation: "your own",
    files: [],
  };
}
