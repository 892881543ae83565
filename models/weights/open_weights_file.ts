/** Opens a file of a network's weights, in whichever format. */
import { FileSource } from "./_byte_source.ts";
import { BEGINNING, isTorchFile } from "./_torch_file.ts";
import { PthFile } from "./pth.ts";
import { SafetensorsFile } from "./safetensors.ts";
import type { WeightsFile } from "./weights_file.ts";

/**
 * Opens a file of weights; its first bytes say which format it is.
 *
 * @throws {Deno.errors.NotFound} If there is none.
 * @throws {SyntaxError} If it is neither safetensors nor PyTorch's, is cut short,
 * or asks for what weights do not take.
 */
export function openWeightsFile(path: string): WeightsFile {
  using source = new FileSource(path);
  const beginning = source.read(0, Math.min(source.size, BEGINNING));
  return isTorchFile(beginning) ? new PthFile(path) : new SafetensorsFile(path);
}
