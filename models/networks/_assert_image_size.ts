/** The check of image sizes that the networks share. */
import {
  type NetworkName,
  type NetworkOptions,
  SMALLEST_IMAGES,
} from "./network.ts";

/**
 * Refuses images that are too small for a network.
 *
 * @param network The network.
 * @throws {RangeError} For images below its {@linkcode SMALLEST_IMAGES}.
 */
export function assertImageSize(
  network: NetworkName,
  { imageShape: [height, width] }: Pick<NetworkOptions, "imageShape">,
): void {
  const least = SMALLEST_IMAGES[network];
  if (height >= least && width >= least) return;
  throw new RangeError(
    `Cannot build ${network}: wanted images of at least ${least}x${least} ` +
      `pixels, got ${height}x${width}`,
  );
}
