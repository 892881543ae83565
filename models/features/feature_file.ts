/** Features in a file: safetensors of one tensor, which other programs read too. */
import { SafetensorsFile } from "../weights/safetensors.ts";
import type { FeatureTable } from "./feature_table.ts";

/** The name of the tensor. */
const NAME = "features";

/** The header ends where numbers may begin. */
const ALIGNMENT = 8;

/** The folder that features are kept in. */
export function featureFolder(cache: string): string {
  return `${cache}/features`;
}

/** Where the features of a key are kept. */
export function featurePath(cache: string, key: string): string {
  return `${featureFolder(cache)}/${key}.safetensors`;
}

/**
 * Writes features. The file is there whole or not at all.
 *
 * @param path Where to; its folder is made.
 */
export async function writeFeatures(
  path: string,
  { count, views, width, values }: FeatureTable,
): Promise<void> {
  const header = JSON.stringify({
    [NAME]: {
      dtype: "F32",
      shape: [count, views, width],
      data_offsets: [0, values.byteLength],
    },
  });
  const text = new TextEncoder().encode(
    header.padEnd(Math.ceil(header.length / ALIGNMENT) * ALIGNMENT),
  );
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(text.length), true);
  const folder = path.slice(0, path.lastIndexOf("/"));
  await Deno.mkdir(folder, { recursive: true });
  const temporary = await Deno.makeTempFile({ dir: folder, suffix: ".part" });
  try {
    const { buffer, byteOffset, byteLength } = values;
    const numbers = new Uint8Array(buffer, byteOffset, byteLength);
    await Deno.writeFile(
      temporary,
      new Blob([length, text, numbers as Uint8Array<ArrayBuffer>]).stream(),
    );
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary);
    throw error;
  }
}

/**
 * Reads features.
 *
 * @throws {Deno.errors.NotFound} If there is no such file.
 * @throws {SyntaxError} If it is no file of features, or is cut short.
 */
export function readFeatures(path: string): FeatureTable {
  using file = new SafetensorsFile(path);
  const entry = file.tensors.get(NAME);
  const [count, views, width] = entry?.shape ?? [];
  if (
    entry?.dtype !== "F32" || file.tensors.size !== 1 ||
    entry.shape.length !== 3 || (views !== 1 && views !== 2)
  ) {
    throw new SyntaxError(
      `Cannot read ${path} as features: wanted one tensor of [images, 1 or 2, ` +
        "numbers]. Next step: remove the file, and they are computed again",
    );
  }
  const [images, numbers] = [count as number, width as number];
  const values = new Float32Array(images * views * numbers);
  for (const piece of file.read(NAME)) values.set(piece.values, piece.at);
  return { count: images, views, width: numbers, values };
}
