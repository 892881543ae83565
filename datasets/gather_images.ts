/** Images of a split, put side by side. */

/**
 * Gives images in the order they are asked for.
 *
 * @param indices Which images.
 * @param split How many there are, and the bytes of each.
 * @param put Writes the image at a position into its place.
 * @throws {RangeError} If there is no image at a position.
 */
export function gatherImages(
  indices: ArrayLike<number>,
  split: { count: number; imageBytes: number },
  put: (position: number, place: Uint8Array) => void,
): Uint8Array {
  const { count, imageBytes } = split;
  const images = new Uint8Array(indices.length * imageBytes);
  for (let at = 0; at < indices.length; at++) {
    const position = indices[at] as number;
    if (!(position >= 0 && position < count)) {
      throw new RangeError(
        `Cannot give image ${position}: the split has ${count}`,
      );
    }
    const start = at * imageBytes;
    put(position, images.subarray(start, start + imageBytes));
  }
  return images;
}
