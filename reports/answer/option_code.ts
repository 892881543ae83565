/** What an option is in PyTorch and in Keras: a few lines. */
import type { TrialSpec } from "../../bench/trials/trial.ts";
import { trainedCounts } from "../../bench/trials/trained_images.ts";

/** The lines of an option; an empty list for what needs none. */
export interface OptionCode {
  pytorch: readonly string[];
  keras: readonly string[];
}

/** What the lines depend on. */
type Spec = Pick<
  TrialSpec,
  | "majority"
  | "minority"
  | "majorityCount"
  | "minorityCount"
  | "imbalance"
  | "batchSize"
  | "bnMomentum"
  | "outputs"
>;

/** The numbers of a run, as code has them. */
interface Numbers {
  /** Training images of each class. */
  counts: readonly number[];
  classes: number;
  /** The line that defines `counts`, in either. */
  torchCounts: string;
  numpyCounts: string;
  batch: number;
  momentum: number;
}

/** Of an added final layer. The epsilon is that of the suite's layer. */
const EPSILON = "1e-3";

/** The lines of each option, by its cell and the way it is used. */
const LINES: Readonly<Record<string, (numbers: Numbers) => OptionCode>> = {
  "without as-trained": () => ({ pytorch: [], keras: [] }),
  "without adjusted": ({ torchCounts, numpyCounts }) => ({
    pytorch: [torchCounts, `logits = model(images) - ${TORCH_PRIOR}`],
    keras: [numpyCounts, `logits = model.predict(images) - ${NUMPY_PRIOR}`],
  }),
  "with as-trained": (numbers) => ({
    pytorch: [torchLayer(numbers), "model.eval(); logits = model(images)"],
    keras: [kerasLayer(numbers), "logits = model.predict(images)"],
  }),
  "with averages-anew": (numbers) => ({
    pytorch: [
      torchLayer(numbers),
      "model.eval()  # then, after training, with all training images:",
      "with torch.no_grad(): z = torch.cat([model[0](x) for x, _ in loader])",
      "model[1].running_mean.copy_(z.mean(0))",
      "model[1].running_var.copy_(z.var(0, correction=0))",
      "logits = model(images)",
    ],
    keras: [
      kerasLayer(numbers),
      "z = model.layers[0].predict(train_images)  # after training, all of them",
      "model.layers[1].moving_mean.assign(z.mean(0))",
      "model.layers[1].moving_variance.assign(z.var(0))",
      "logits = model.predict(images)",
    ],
  }),
  "with layer-removed": (numbers) => ({
    pytorch: [torchLayer(numbers), "model.eval(); logits = model[0](images)"],
    keras: [kerasLayer(numbers), "logits = model.layers[0].predict(images)"],
  }),
  "with adjusted": (numbers) => ({
    pytorch: [
      torchLayer(numbers),
      numbers.torchCounts,
      `model.eval(); logits = model(images) - ${TORCH_PRIOR}`,
    ],
    keras: [
      kerasLayer(numbers),
      numbers.numpyCounts,
      `logits = model.predict(images) - ${NUMPY_PRIOR}`,
    ],
  }),
  "class weights as-trained": ({ counts, classes, torchCounts }) => ({
    pytorch: [
      torchCounts,
      `weights = counts.sum() / (${classes} * counts)`,
      'losses = F.cross_entropy(model(images), labels, reduction="none")',
      "loss = (weights[labels] * losses).mean()",
    ],
    keras: [
      `weights = {${
        counts.map((count, at) => `${at}: ${weightOf(count, counts)}`)
          .join(", ")
      }}`,
      "model.fit(images, labels, class_weight=weights)",
    ],
  }),
  "oversampling as-trained": ({ torchCounts, numpyCounts, batch }) => ({
    pytorch: [
      torchCounts,
      "sampler = WeightedRandomSampler(1 / counts[labels], len(labels))",
      `loader = DataLoader(data, batch_size=${batch}, sampler=sampler)`,
    ],
    keras: [
      numpyCounts,
      "p = 1 / counts[labels]",
      "drawn = np.random.choice(len(labels), len(labels), p=p / p.sum())",
      `model.fit(images[drawn], labels[drawn], batch_size=${batch})` +
      "  # draw anew for each epoch",
    ],
  }),
  "focal loss as-trained": () => ({
    pytorch: [
      'losses = F.cross_entropy(model(images), labels, reduction="none")',
      "loss = ((1 - torch.exp(-losses)) ** 2 * losses).mean()",
    ],
    keras: [
      "loss = keras.losses.CategoricalFocalCrossentropy(",
      "    alpha=1.0, gamma=2.0, from_logits=True)  # labels are one-hot",
    ],
  }),
  "logit adjustment as-trained": ({ torchCounts, numpyCounts }) => ({
    pytorch: [
      torchCounts,
      `loss = F.cross_entropy(model(images) + ${TORCH_PRIOR}, labels)`,
    ],
    keras: [
      numpyCounts,
      `prior = (${NUMPY_PRIOR}).astype("float32")`,
      "loss = lambda y, z: keras.losses.sparse_categorical_crossentropy(",
      "    y, z + prior, from_logits=True)",
    ],
  }),
  "label smoothing as-trained": () => ({
    pytorch: [
      "loss = F.cross_entropy(model(images), labels, label_smoothing=0.1)",
    ],
    keras: [
      "loss = keras.losses.CategoricalCrossentropy(",
      "    from_logits=True, label_smoothing=0.1)  # labels are one-hot",
    ],
  }),
  "layer normalization as-trained": ({ classes }) => ({
    pytorch: [
      `model = nn.Sequential(model, nn.LayerNorm(${classes}, eps=${EPSILON}))`,
    ],
    keras: [
      "layer = keras.layers.LayerNormalization(" + `epsilon=${EPSILON})`,
      "model = keras.Sequential([model, layer])",
    ],
  }),
};

/** The logarithm of each class's share of the training images. */
const TORCH_PRIOR = "torch.log(counts / counts.sum())";
const NUMPY_PRIOR = "np.log(counts / counts.sum())";

/**
 * Writes an option as code, with the numbers of a run put in. `model` gives
 * logits, and `labels` count classes from 0.
 *
 * @param option The cell of the claims, and how its networks are used.
 * @param spec One of its trials.
 * @returns Nothing for an option that is not told in code, or where the outputs
 * are no softmax.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { optionCode } from "./option_code.ts";
 * const code = optionCode({ cell: "with", inference: "as-trained" }, {
 *   majority: ["healthy"],
 *   minority: ["spot"],
 *   majorityCount: 1000,
 *   minorityCount: 10,
 *   imbalance: "step",
 *   batchSize: 64,
 *   bnMomentum: 0.9,
 *   outputs: "softmax",
 * });
 * assertEquals(
 *   code?.pytorch[0],
 *   "model = nn.Sequential(model, nn.BatchNorm1d(2, eps=1e-3, momentum=0.1))",
 * );
 * ```
 */
export function optionCode(
  { cell, inference }: { cell: string; inference: string },
  spec: Spec,
): OptionCode | undefined {
  if (spec.outputs !== "softmax") return undefined;
  return LINES[`${cell} ${inference}`]?.(numbersOf(spec));
}

function numbersOf(spec: Spec): Numbers {
  const counts = trainedCounts(spec);
  const list = `[${counts.join("., ")}.]`;
  // A class is called as its folder is: it must not end the comment.
  const names = [...spec.majority, ...spec.minority].join(", ")
    .replace(/\p{C}/gu, " ");
  return {
    counts,
    classes: counts.length,
    torchCounts: `counts = torch.tensor(${list})  # ${names}`,
    numpyCounts: `counts = np.array(${list})  # ${names}`,
    batch: spec.batchSize,
    momentum: spec.bnMomentum,
  };
}

/** PyTorch's momentum is one less Keras's. */
function torchLayer({ classes, momentum }: Numbers): string {
  return `model = nn.Sequential(model, nn.BatchNorm1d(${classes}, ` +
    `eps=${EPSILON}, momentum=${Number((1 - momentum).toPrecision(6))}))`;
}

function kerasLayer({ momentum }: Numbers): string {
  return "model = keras.Sequential([model, keras.layers.BatchNormalization(" +
    `momentum=${momentum}, epsilon=${EPSILON})])`;
}

function weightOf(count: number, counts: readonly number[]): string {
  const images = counts.reduce((sum, each) => sum + each, 0);
  return (images / (counts.length * count)).toPrecision(4);
}
