/** Weights that torchvision has fetched on this machine, in its own cache. */
import { createHash } from "node:crypto";
import type { NetworkName } from "../../../models/networks/network.ts";

/**
 * The beginning of the SHA-256 of each file of torchvision's first weights of
 * ImageNet-1k, as its name has it; the newer file first, of the same numbers.
 *
 * Source: torchvision 0.29.2 and 0.9.0, `torchvision/models/resnet.py` and
 * `vgg.py`.
 */
const FILES: Readonly<Partial<Record<NetworkName, readonly string[]>>> = {
  "resnet18": ["f37072fd", "5c106cde"],
  "resnet34": ["b627a593", "333f7ec4"],
  "vgg19": ["dcbb9e9d"],
};

/**
 * The folder of torch's cache: in `$TORCH_HOME`, else in `$XDG_CACHE_HOME/torch`
 * or `~/.cache/torch`.
 *
 * @returns Nothing where none of these is set.
 */
export function torchCheckpoints(): string | undefined {
  const [torch, cache, home] = ["TORCH_HOME", "XDG_CACHE_HOME", "HOME"]
    .map((name) => Deno.env.get(name));
  const base = torch || (cache && `${cache}/torch`) ||
    (home && `${home}/.cache/torch`);
  return base && `${base}/hub/checkpoints`;
}

/** Settings of {@linkcode findTorchWeights}. */
export interface FindTorchWeightsOptions {
  /**
   * Where to look.
   * @default {torchCheckpoints()}
   */
  folder?: string;
  /**
   * The beginnings of the files' hashes, the best first.
   * @default {torchvision's of the network}
   */
  hashes?: readonly string[];
}

/**
 * Finds the weights of a network in torch's cache.
 *
 * @param model Which network's.
 * @param options Where to look, and for which files.
 * @returns The file's path; nothing if there is none, or torchvision has none.
 * @throws {Error} If the file is not what torchvision publishes: cut short, for
 * one.
 */
export async function findTorchWeights(
  model: NetworkName,
  options: FindTorchWeightsOptions = {},
): Promise<string | undefined> {
  const { folder = torchCheckpoints(), hashes = FILES[model] ?? [] } = options;
  if (folder === undefined) return undefined;
  for (const hash of hashes) {
    const path = `${folder}/${model}-${hash}.pth`;
    const isFile = await Deno.stat(path)
      .then((info) => info.isFile, () => false);
    if (!isFile) continue;
    const got = await sha256(path);
    if (got.startsWith(hash)) return path;
    throw new Error(
      `Cannot use ${path}: wanted a SHA-256 that begins with ${hash}, got ` +
        `${got}. Next step: remove the file, and fetch it again`,
    );
  }
  return undefined;
}

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  using file = await Deno.open(path);
  const bytes = new Uint8Array(2 ** 20);
  for (;;) {
    const length = await file.read(bytes);
    if (length === null) return hash.digest("hex");
    hash.update(bytes.subarray(0, length));
  }
}
