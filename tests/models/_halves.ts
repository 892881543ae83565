/** A toy problem: which half of an image is bright. */
import type { LabelledImages } from "../../models/training/trainer.ts";

/** Bright images on the left half are of class 1, on the right of class 0. */
export function halves(
  count: number,
  imageShape: LabelledImages["imageShape"] = [8, 8, 1],
): LabelledImages {
  const [height, width, channels] = imageShape;
  const size = height * width * channels;
  const labels = Uint8Array.from({ length: count }, (_, image) => image % 2);
  const images = Uint8Array.from({ length: count * size }, (_, at) => {
    const column = Math.floor(at / channels) % width;
    const isLeft = column < width / 2 ? 1 : 0;
    const noise = (at * 2654435761) >>> 26;
    return (labels[Math.floor(at / size)] === isLeft ? 150 : 20) + noise;
  });
  return { images, labels, imageShape };
}
