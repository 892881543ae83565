/** The check of image sizes that the networks share. */
import type { NetworkOptions } from "./network.ts";

/**
 * Refuses images that are too small for a network.
 *
 * @param network The network, as a user knows it.
 * @param options The images, and the least height and width in pixels.
 * @throws {RangeError} For images below that.
 */
export function assertImageSize(
  network: string,
  options: Pick<NetworkOptions, "imageShape"> & { least: number },
): void {
  const { imageShape: [height, width], least } = options;
  if (height >= least && width >= least) return;
  throw new RangeError(
    `Cannot build ${network}: wanted images of at least ${least}x${least} ` +
      `pixels, got ${height}x${width}`,
  );
}
