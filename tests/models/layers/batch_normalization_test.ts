import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { BatchNormalization } from "../../../models/layers/batch_normalization.ts";
import { initialize } from "../../../models/training/initialize.ts";
import { compile } from "../../../models/engines/tensorflow/compile.ts";
import { backend, engineTest } from "../../_engine.ts";

function assertClose(
  values: ArrayLike<number>,
  expected: readonly number[],
  tolerance = 1e-5,
): void {
  assertEquals(values.length, expected.length);
  for (const [at, value] of expected.entries()) {
    assertAlmostEquals(values[at]!, value, tolerance);
  }
}

/** A layer for two channels, its scale and shift not the initial ones. */
function makeLayer(): { layer: BatchNormalization; variables: tf.Variable[] } {
  const layer = new BatchNormalization();
  layer.apply(tf.input({ shape: [2, 2, 2] }));
  const variables = layer.weights.map((weight) => weight.read() as tf.Variable);
  const [scale, shift] = variables;
  scale!.assign(tf.tensor1d([1.5, -0.5]));
  shift!.assign(tf.tensor1d([0.25, 1]));
  return { layer, variables };
}

/** Two images of 2x2 pixels and two channels. */
function numbers(): tf.Tensor4D {
  const values = Array.from({ length: 16 }, (_, at) => at ** 2 % 13);
  return tf.tensor4d(values, [2, 2, 2, 2]);
}

// x = (torch.arange(16) ** 2 % 13).float().reshape(2, 2, 2, 2)
// x = x.permute(0, 3, 1, 2).contiguous().requires_grad_()
// bn = torch.nn.BatchNorm2d(2), its weight [1.5, -0.5], its bias [0.25, 1]
// (bn(x) ** 3).sum().backward(), PyTorch 2.15
const PYTORCH = {
  output: [
    [-1.4706175, 1.5307904, -0.0941235, 0.5602021],
    [-0.438247, 0.1962315, 1.9706175, 0.4388785],
    [2.6588645, 1.2881434, 1.6264941, 1.1668198],
    [-1.1264941, 1.652114, -1.1264941, 1.1668198],
  ].flat(),
  byInput: [
    [1.8193367, -0.042554, -1.983416, 0.0462801],
    [-1.3994907, -0.0972023, -0.3522843, 0.0091675],
    [2.147495, 0.0439436, -1.2354114, 0.0711202],
    [0.5018855, -0.1018752, 0.5018855, 0.0711202],
  ].flat(),
  byScale: [40.0057716, -22.0743256],
  byShift: [55.4999695, 29.9999943],
  movingMean: [0.5, 0.5375],
  movingVariance: [3.0714285, 2.8410716],
};

engineTest("BatchNormalization trains as PyTorch's layer", () => {
  const { layer, variables } = makeLayer();
  const [scale, shift, movingMean, movingVariance] = variables;
  const images = numbers();
  const train = (input: tf.Tensor) =>
    layer.apply(input, { training: true }) as tf.Tensor4D;
  const output = train(images);
  assertClose(output.dataSync(), PYTORCH.output);
  assertClose(movingMean!.dataSync(), PYTORCH.movingMean);
  assertClose(movingVariance!.dataSync(), PYTORCH.movingVariance);
  const gradients = tf.grads((x: tf.Tensor) => tf.sum(tf.pow(train(x), 3)))(
    [images],
  );
  assertClose(gradients[0]!.dataSync(), PYTORCH.byInput, 1e-4);
  const { grads } = tf.variableGrads(
    () => tf.sum(tf.pow(train(images), 3)).asScalar(),
    [scale!, shift!],
  );
  assertClose(grads[scale!.name]!.dataSync(), PYTORCH.byScale, 1e-4);
  assertClose(grads[shift!.name]!.dataSync(), PYTORCH.byShift, 1e-4);
  layer.dispose();
});

engineTest("BatchNormalization infers by its moving averages", () => {
  const { layer, variables } = makeLayer();
  variables[2]!.assign(tf.tensor1d([3, -1]));
  variables[3]!.assign(tf.tensor1d([4, 0.25]));
  const images = tf.tensor4d([5, 0], [1, 1, 1, 2]);
  const output = layer.apply(images) as tf.Tensor;
  // 0.25 + 1.5 * (5 - 3) / 2, and 1 - 0.5 * (0 + 1) / 0.5
  assertClose(output.dataSync(), [1.75, 0], 1e-4);
  assertEquals(Array.from(variables[2]!.dataSync()), [3, -1]);
  layer.dispose();
});

engineTest("BatchNormalization trains alike eager and compiled", () => {
  const results = [false, true].map((isCompiled) => {
    const { layer, variables } = makeLayer();
    const learned = variables.slice(0, 2);
    const step = (images?: tf.Tensor) => {
      const { value, grads } = tf.variableGrads(() => {
        const output = layer.apply(images!, { training: true }) as tf.Tensor;
        return tf.mean(tf.square(tf.sub(output, images!))).asScalar();
      }, learned);
      for (const variable of learned) {
        const change = tf.mul(grads[variable.name] as tf.Tensor, 0.1);
        variable.assign(tf.sub(variable, change));
      }
      return [value];
    };
    const compiled = compile(step);
    const run = isCompiled
      ? compiled
      : (images: tf.Tensor) => tf.tidy(() => step(images));
    const images = numbers();
    const losses = [1, 2, 3].map(() => run(images)[0]!.dataSync()[0]!);
    const weights = variables.flatMap((weight) => [...weight.dataSync()]);
    compiled.dispose();
    layer.dispose();
    return [...losses, ...weights];
  });
  assertEquals(results[1]!.length, 3 + 4 * 2);
  assertClose(results[1]!, results[0]!, 1e-6);
});

engineTest("initialize() sets BatchNormalization back to its start", () => {
  const { layer, variables } = makeLayer();
  layer.apply(numbers(), { training: true });
  initialize(variables, { seed: 3 });
  assertEquals(variables.map((variable) => [...variable.dataSync()]), [
    [1, 1],
    [0, 0],
    [0, 0],
    [1, 1],
  ]);
  layer.dispose();
});

engineTest("BatchNormalization frees what a step made", () => {
  const { layer } = makeLayer();
  const images = numbers();
  const step = () =>
    tf.tidy(() => {
      tf.grad((x) => layer.apply(x, { training: true }) as tf.Tensor)(images);
    });
  step();
  const before = backend!.binding.getNumOfTensors();
  step();
  assertEquals(backend!.binding.getNumOfTensors(), before);
  tf.dispose(images);
  layer.dispose();
});
