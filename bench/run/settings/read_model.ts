/** Reads the name of a network, for images that it can take. */
import {
  NETWORK_NAMES,
  type NetworkName,
  SMALLEST_IMAGES,
} from "../../../models/networks/network.ts";
import { UsageError } from "../../study/usage_error.ts";

/**
 * Reads a network's name.
 *
 * @param text What a user wrote.
 * @param imageSize Height and width of the images, in pixels.
 * @throws {UsageError} For an unknown name, or images that are too small.
 */
export function readModel(text: string, imageSize: number): NetworkName {
  const name = NETWORK_NAMES.find((known) => known === text);
  if (name === undefined) {
    throw new UsageError(
      `Cannot use --model ${text}: wanted ${NETWORK_NAMES.join(", ")}`,
    );
  }
  if (imageSize >= SMALLEST_IMAGES[name]) return name;
  throw new UsageError(
    `Cannot use --model ${text}: it takes images of at least ` +
      `${SMALLEST_IMAGES[name]} pixels, and these are of ${imageSize}`,
  );
}
