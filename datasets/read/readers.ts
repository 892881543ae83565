/**
 * How every data set is read, by its name.
 *
 * This is the part of the registry that results depend on: what describes a data
 * set, and where it is fetched from, is apart from it.
 */
import type { DatasetReader } from "../dataset.ts";
import { leaves } from "../leaves/leaves_dataset.ts";
import type { KnownLeaves } from "./_leaf_maps.ts";
import { cifar10 } from "./cifar_dataset.ts";
import { idxReader } from "./idx_dataset.ts";
import { OWN_IMAGES, ownPhotographs, photographs } from "./photographs.ts";
import LEAVES from "./published_leaves.json" with { type: "json" };

/** The readers, in the order in which data sets are listed. */
export const READERS = {
  "leaves": leaves,
  "mnist": idxReader({
    name: "mnist",
    classes: Array.from("0123456789"),
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
  "fashion-mnist": idxReader({
    name: "fashion-mnist",
    classes: [
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
    ],
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
  "cifar-10": cifar10,
  "plantvillage-pepper": plantVillage({
    name: "plantvillage-pepper",
    folders: {
      healthy: /pepper.*healthy/i,
      "bacterial-spot": /pepper.*bacterial.?spot/i,
    },
    contentHash:
      "e10bcfd1635cbb049f60f55cf5eebece9b59521154bf9920d2b025d3c919e5bd",
    leafMaps: {
      healthy: {
        name: "pepper-healthy.csv",
        sha256:
          "1d17dd7bce199cfa74e20c355feb7cc66441f9552962d54237b14068020e2a9b",
      },
      "bacterial-spot": {
        name: "pepper-bacterial-spot.csv",
        sha256:
          "672dcb2e6be4b01b08be1ec9ab318c9b6ee7b5a61d89da64653d204e7501367b",
      },
    },
  }),
  "plantvillage-tomato": plantVillage({
    name: "plantvillage-tomato",
    folders: {
      healthy: /tomato.*healthy/i,
      "early-blight": /tomato.*early.?blight/i,
    },
    contentHash:
      "fe802edc94400b60bdb9f549578e6d8f36d5c35c154ac481b2e34bb2f7305c89",
    leafMaps: {
      healthy: {
        name: "tomato-healthy.csv",
        sha256:
          "e28d9b7f4713d8fa0140741ac8cd23d2d3016f34246a527fec8b90d97a7e410c",
      },
      "early-blight": {
        name: "tomato-early-blight.csv",
        sha256:
          "5318a8db263bf2c9655b04c8b601954f53761a40cefb2cca928ad9dc50e305be",
      },
    },
  }),
  "plantvillage-apple": plantVillage({
    name: "plantvillage-apple",
    folders: {
      healthy: /apple.*healthy/i,
      scab: /apple.*scab/i,
      "black-rot": /apple.*black.?rot/i,
      "cedar-rust": /apple.*rust/i,
    },
  }),
} as const satisfies Readonly<Record<string, DatasetReader>>;

/** One plant of PlantVillage: all are in one published archive. */
function plantVillage(
  { leafMaps = {}, ...options }:
    & Omit<
      Parameters<typeof photographs>[0],
      "files" | "collection" | "leaves"
    >
    & { leafMaps?: KnownLeaves["maps"] },
): DatasetReader {
  const published: Readonly<Record<string, KnownLeaves["photographs"]>> =
    LEAVES;
  return photographs({
    ...options,
    leaves: { maps: leafMaps, photographs: published[options.name] ?? {} },
    collection: "plantvillage",
    files: [{
      name: "plantvillage.zip",
      // As TensorFlow Datasets has it, in plant_village/checksums.tsv.
      sha256:
        "ac3432453984d02a86197987e775a5429d0d59e7cc7c35bcf5a8f50349b90ff0",
    }],
  });
}

/**
 * Finds the reader of a data set by its name, or of the user's own images.
 *
 * @param name The name of a data set, or {@linkcode OWN_IMAGES}.
 * @param images The user's folder or zip of images, if there is one.
 * @throws {RangeError} If there is none of that name, with the ones there are.
 */
export function findReader(
  name: string,
  images: string | undefined,
): DatasetReader {
  if (name === OWN_IMAGES && images !== undefined) {
    return ownPhotographs(images);
  }
  const reader = Object.values(READERS).find((each) => each.name === name);
  if (reader !== undefined) return reader;
  throw new RangeError(
    `Cannot find the data set "${name}": there are ` +
      Object.keys(READERS).join(", "),
  );
}
