/** In which order training images are seen, epoch by epoch. */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { hashOf } from "../hash_of.ts";

/** Settings of a {@linkcode BatchOrder}. */
export interface BatchOrderOptions {
  /** Decides the order. */
  seed: number;
  /** Images a batch; the last of an epoch may be smaller. */
  batchSize: number;
  /** A last batch of fewer images is left out. */
  smallestBatch: number;
  /** Whether an epoch is drawn, all classes being equally likely. */
  isOversampled: boolean;
}

/** Keeps the order of the batches apart from the weights of the same seed. */
const BATCH_ORDER = 0x6f726472;

/** Keeps what is drawn apart from both. */
const OVERSAMPLING = 0x6f766572;

/** The batches of one training. */
export class BatchOrder {
  readonly #options: BatchOrderOptions;
  readonly #order: Int32Array;
  /** Indices of the images of each class that there are any of. */
  readonly #byClass: Int32Array[];
  readonly #generator: ReturnType<typeof mersenne>;
  readonly #drawing: ReturnType<typeof mersenne>;

  /** @param labels The class of each training image. */
  constructor(labels: Uint8Array, options: BatchOrderOptions) {
    this.#options = options;
    this.#order = Int32Array.from(labels, (_, index) => index);
    this.#byClass = [...new Set(labels)].sort((a, b) => a - b).map((label) =>
      this.#order.filter((index) => labels[index] === label)
    );
    this.#generator = mersenne(options.seed ^ BATCH_ORDER);
    this.#drawing = mersenne(options.seed ^ OVERSAMPLING);
  }

  /** Batches an epoch. */
  get length(): number {
    const { batchSize, smallestBatch } = this.#options;
    const { length } = this.#order;
    const rest = length % batchSize;
    return Math.floor(length / batchSize) +
      (rest > 0 && rest >= smallestBatch ? 1 : 0);
  }

  /**
   * The next epoch.
   *
   * @returns The hash of the order in which all images come, whether they are
   * then oversampled or not; and indices of images, batch by batch.
   */
  next(): { hash: string; batches: Generator<Int32Array> } {
    this.#shuffle();
    const { isOversampled, batchSize, smallestBatch } = this.#options;
    const epoch = isOversampled ? this.#draw() : this.#order;
    return {
      hash: hashOf([this.#order]),
      batches: batchesOf(epoch, batchSize, smallestBatch),
    };
  }

  /** Fisher-Yates. */
  #shuffle(): void {
    const order = this.#order;
    for (let last = order.length - 1; last > 0; last--) {
      const other = uniformInt(this.#generator, 0, last);
      const kept = order[last] as number;
      order[last] = order[other] as number;
      order[other] = kept;
    }
  }

  #draw(): Int32Array {
    const pick = (items: ArrayLike<unknown>) =>
      uniformInt(this.#drawing, 0, items.length - 1);
    return this.#order.map(() => {
      const own = this.#byClass[pick(this.#byClass)] as Int32Array;
      return own[pick(own)] as number;
    });
  }
}

/** The parts of `order`, in order; a last part below `smallest` is left out. */
function* batchesOf(
  order: Int32Array,
  batchSize: number,
  smallest: number,
): Generator<Int32Array> {
  for (let start = 0; start < order.length; start += batchSize) {
    const batch = order.slice(start, start + batchSize);
    if (batch.length >= smallest) yield batch;
  }
}
