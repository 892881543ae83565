/**
 * What there is to know of a network before it is built: kept apart from the
 * builders, so that whoever only names one need not load tfjs.
 */

/** The networks, by name. */
export const NETWORK_NAMES = [
  "small-cnn",
  "mlp",
  "three-block-cnn",
  "resnet18",
  "resnet34",
  "vgg19",
  "efficientnet-lite0",
  "efficientnet-lite1",
  "efficientnet-lite2",
] as const;

/** One of the {@linkcode NETWORK_NAMES}. */
export type NetworkName = (typeof NETWORK_NAMES)[number];

/** The least height and width of a network's images, in pixels. */
export const SMALLEST_IMAGES: Readonly<Record<NetworkName, number>> = {
  "small-cnn": 4,
  "mlp": 1,
  "three-block-cnn": 8,
  "resnet18": 8,
  "resnet34": 8,
  "vgg19": 32,
  "efficientnet-lite0": 8,
  "efficientnet-lite1": 8,
  "efficientnet-lite2": 8,
};

/**
 * The least height and width of the images of a network that starts from
 * published weights, in pixels; those that are left out have layers of their
 * own, which nobody has published weights for.
 */
export const PUBLISHED_IMAGES: Readonly<Partial<Record<NetworkName, number>>> =
  {
    "resnet18": 64,
    "resnet34": 64,
    "vgg19": 32,
    "efficientnet-lite0": 32,
    "efficientnet-lite1": 32,
    "efficientnet-lite2": 32,
  };

/** What a network is built for. */
export interface NetworkOptions {
  /** Height, width and channels of an image, in pixels. */
  imageShape: readonly [number, number, number];
  /**
   * The units of the last layer; a logit a class, except for a single logit.
   */
  logits: number;
}

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
