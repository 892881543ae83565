import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { augment } from "../../../models/training/augment.ts";
import type { Augmentation } from "../../../models/training/recipe.ts";
import { compile } from "../../../models/engines/tensorflow/compile.ts";
import { engineTest } from "../../_engine.ts";

const [BATCH, HEIGHT, WIDTH, CHANNELS] = [200, 16, 8, 2];

/** Each pixel says which it is; none is 0, as what is uncovered is. */
const PIXELS = Float32Array.from(
  { length: BATCH * HEIGHT * WIDTH * CHANNELS },
  (_, at) => 1 + at % (HEIGHT * WIDTH * CHANNELS),
);

function augmented(
  augmentation: Augmentation,
  { key = [5, 6] as [number, number], isCompiled = false } = {},
): number[] {
  const step = (images: tf.Tensor, key: tf.Tensor) => [
    augment(images as tf.Tensor4D, key as tf.Tensor1D, augmentation),
  ];
  return tf.tidy(() => {
    const images = tf.tensor4d(PIXELS, [BATCH, HEIGHT, WIDTH, CHANNELS]);
    const inputs = [images, tf.tensor1d(key, "int32")] as const;
    if (!isCompiled) return [...step(...inputs)[0]!.dataSync()];
    const compiled = compile(step as (...inputs: tf.Tensor[]) => tf.Tensor[]);
    const [result] = compiled(...inputs);
    compiled.dispose();
    return [...result!.dataSync()];
  });
}

/** What became of each image: a mirroring and a move by whole pixels, or else. */
function movesOf(values: readonly number[]) {
  const size = HEIGHT * WIDTH * CHANNELS;
  return Array.from({ length: BATCH }, (_, image) => {
    const own = values.slice(image * size, (image + 1) * size);
    for (const isMirrored of [false, true]) {
      for (let down = -2; down <= 2; down++) {
        for (let right = -1; right <= 1; right++) {
          const move = { isMirrored, down, right };
          if (own.every((value, at) => value === expected(at, move))) {
            return move;
          }
        }
      }
    }
    return undefined;
  });
}

/** The value at a place of an image that was mirrored and moved. */
function expected(
  at: number,
  { isMirrored, down, right }: {
    isMirrored: boolean;
    down: number;
    right: number;
  },
): number {
  const channel = at % CHANNELS;
  const seen = Math.floor(at / CHANNELS) % WIDTH;
  const row = Math.floor(at / CHANNELS / WIDTH) + down;
  const column = (isMirrored ? WIDTH - 1 - seen : seen) + right;
  const isOutside = row < 0 || row >= HEIGHT || column < 0 || column >= WIDTH;
  return isOutside ? 0 : 1 + (row * WIDTH + column) * CHANNELS + channel;
}

engineTest(
  "augment() leaves images as they are if nothing is to be done",
  () => {
    assertEquals(augmented("none"), [...PIXELS]);
  },
);

engineTest("augment() mirrors half of the images, and changes no pixel", () => {
  const moves = movesOf(augmented("flip"));
  assert(moves.every((move) => move?.down === 0 && move.right === 0));
  const mirrored = moves.filter((move) => move?.isMirrored).length;
  // 100 expected, standard deviation 7
  assert(mirrored > 65 && mirrored < 135, `${mirrored} of ${BATCH}`);
});

engineTest("augment() moves images by up to an eighth, evenly", () => {
  const moves = movesOf(augmented("flip-crop"));
  assert(moves.every((move) => move !== undefined));
  const counts = new Map<string, number>();
  for (const move of moves) {
    const text = `${move?.down} ${move?.right}`;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  // Five by three moves; 13 of each expected, standard deviation 3.5
  assertEquals(counts.size, 15);
  assert([...counts.values()].every((count) => count < 32));
});

engineTest("augment() gives the same for a key, eager and compiled", () => {
  assertEquals(
    augmented("flip-crop"),
    augmented("flip-crop", { isCompiled: true }),
  );
  assertNotEquals(
    augmented("flip-crop"),
    augmented("flip-crop", { key: [5, 7] }),
  );
});
