import * as tf from "@tensorflow/tfjs";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
  assertNotEquals,
} from "@std/assert";
import { BatchNormalization } from "../../../models/layers/batch_normalization.ts";
import { Classifier } from "../../../models/training/classifier.ts";
import {
  type Head,
  HEADS,
  usesBatchStatistics,
} from "../../../models/layers/heads.ts";
import {
  countLogits,
  OUTPUTS,
  type Outputs,
} from "../../../models/training/outputs.ts";
import { SCHEDULES } from "../../../models/training/schedules.ts";
import { smallCnn } from "../../../models/networks/small_cnn.ts";
import { compile } from "../../../models/engines/tensorflow/compile.ts";
import {
  eagerly,
  type StepCompiler,
} from "../../../models/engines/step_compiler.ts";
import {
  type Recipe,
  REFERENCE_RECIPE,
} from "../../../models/training/recipe.ts";
import { Trainer } from "../../../models/training/trainer.ts";
import { backend, engineTest } from "../../_engine.ts";
import { halves } from "../_halves.ts";

const imageShape = [8, 8, 1] as const;
const OPTIONS = { ...REFERENCE_RECIPE, seed: 1, epochs: 3, batchSize: 8 };

function makeTrainer(
  head: Head,
  compiler: StepCompiler = compile,
  outputs: Outputs = "softmax",
): Trainer {
  const network = smallCnn({ imageShape, logits: countLogits(outputs, 2) });
  return new Trainer(
    new Classifier(network, { ...REFERENCE_RECIPE, head, outputs }),
    compiler,
  );
}

const ALL_HEADS = Object.keys(HEADS) as Head[];

/** Every head and every form of outputs, the others being the paper's. */
const FORMS = [
  ...ALL_HEADS.map((head) => ({ head, outputs: "softmax" as const })),
  ...OUTPUTS.slice(1).flatMap((outputs) =>
    (["plain", "final-batch-norm"] as const).map((head) => ({ head, outputs }))
  ),
];

for (const { head, outputs } of FORMS) {
  engineTest(
    `Trainer learns, and gives each image its logits (${head}, ${outputs})`,
    () => {
      const trainer = makeTrainer(head, compile, outputs);
      const { losses, converged } = trainer.train(halves(64), {
        ...OPTIONS,
        epochs: 8,
      });
      assert(converged);
      assertEquals(losses.length, 8);
      assert(losses[7]! < 0.9 * losses[0]!, `losses ${losses}`);
      const test = halves(6);
      const logits = trainer.infer(test).get("as-trained")!;
      for (const [image, label] of test.labels.entries()) {
        const [zero, one] = logits.subarray(2 * image);
        assertEquals(one! > zero! ? 1 : 0, label);
      }
      trainer.dispose();
    },
  );

  engineTest(
    `Trainer trains alike eager and compiled (${head}, ${outputs})`,
    () => {
      const results = [eagerly, compile].map((compiler) => {
        const trainer = makeTrainer(head, compiler, outputs);
        const { losses } = trainer.train(halves(20), { ...OPTIONS, epochs: 2 });
        const [logits] = trainer.infer(halves(6)).values();
        trainer.dispose();
        return [...losses, ...logits!];
      });
      assertEquals(results[0]!.length, 2 + 12);
      // Normalization over the batch takes a bias before it out: its gradient is
      // rounding alone, and Adam makes a step of the whole rate of that.
      const steps = 2 * Math.ceil(20 / OPTIONS.batchSize);
      const tolerance = usesBatchStatistics(head)
        ? 2 * steps * OPTIONS.learningRate
        : 1e-3;
      for (const [at, value] of results[0]!.entries()) {
        assertAlmostEquals(results[1]![at]!, value, tolerance);
      }
    },
  );
}

for (const head of ["plain", "final-batch-norm"] as const) {
  engineTest(`Trainer gives the same bits for the same seed (${head})`, () => {
    const data = halves(20);
    const [first, second] = [makeTrainer(head), makeTrainer(head)];
    const losses = first.train(data, OPTIONS).losses;
    // Another trial in between leaves nothing behind.
    second.train(halves(12), { ...OPTIONS, seed: 9 });
    assertEquals(second.train(data, OPTIONS).losses, losses);
    assertEquals(second.infer(data), first.infer(data));
    first.dispose();
    second.dispose();
  });
}

engineTest("Trainer tells of each epoch while the weights are its own", () => {
  const data = halves(20);
  const trainer = makeTrainer("final-batch-norm");
  const told: [epoch: number, logits: Map<string, Float32Array>][] = [];
  const { losses } = trainer.train(data, OPTIONS, {
    onEpoch: (epoch) => told.push([epoch, trainer.infer(data)]),
  });
  assertEquals(told.map(([epoch]) => epoch), [1, 2, 3]);
  // Looking at the network in between leaves its training as it is.
  const unwatched = makeTrainer("final-batch-norm");
  assertEquals(unwatched.train(data, OPTIONS).losses, losses);
  assertEquals(unwatched.infer(data), told[2]![1]);
  unwatched.train(data, { ...OPTIONS, epochs: 1 });
  assertEquals(unwatched.infer(data), told[0]![1]);
  trainer.dispose();
  unwatched.dispose();
});

engineTest("Trainer hashes the same start for every head of a seed", () => {
  const startOf = (head: Head, seed: number) => {
    const trainer = makeTrainer(head);
    const { initialWeights, firstOrder } = trainer.train(halves(20), {
      ...OPTIONS,
      epochs: 1,
      seed,
    });
    trainer.dispose();
    return { initialWeights, firstOrder };
  };
  const starts = ALL_HEADS.map((head) => startOf(head, 1));
  const [first] = starts;
  assertEquals(starts, ALL_HEADS.map(() => first!));
  for (const hash of Object.values(first!)) assertMatch(hash, /^[0-9a-f]{16}$/);
  const other = startOf("plain", 2);
  assertNotEquals(other.initialWeights, first!.initialWeights);
  assertNotEquals(other.firstOrder, first!.firstOrder);
});

engineTest("Trainer gives other losses for another seed", () => {
  const trainer = makeTrainer("plain");
  const { losses } = trainer.train(halves(20), OPTIONS);
  const other = trainer.train(halves(20), { ...OPTIONS, seed: 2 });
  assertNotEquals(other.losses, losses);
  trainer.dispose();
});

engineTest("Trainer goes through the rates of its schedule", () => {
  const rates: number[] = [];
  const trainer = makeTrainer("plain", (step) => {
    const compiled = compile(step);
    return Object.assign((...inputs: tf.Tensor[]) => {
      if (inputs.length === 6) rates.push(inputs[5]!.dataSync()[0]!);
      return compiled(...inputs);
    }, { dispose: compiled.dispose });
  });
  const options = { ...OPTIONS, epochs: 2, learningRate: 0.01 };
  // Three steps an epoch, the last of each smaller.
  trainer.train(halves(20), { ...options, schedule: "one-cycle" });
  const expected = Array.from(
    { length: 6 },
    (_, step) => Math.fround(0.01 * SCHEDULES["one-cycle"](step, 6)),
  );
  assertEquals(rates, expected);
  trainer.train(halves(20), options);
  assertEquals(rates.slice(6), new Array(6).fill(Math.fround(0.01)));
  trainer.dispose();
});

const OPTIMIZERS: Pick<
  Recipe,
  "optimizer" | "weightDecay" | "learningRate"
>[] = [
  { optimizer: "adam", weightDecay: 0.1, learningRate: 1e-3 },
  { optimizer: "sgd", weightDecay: 0, learningRate: 0.05 },
  { optimizer: "sgd", weightDecay: 1e-2, learningRate: 0.05 },
];

for (const { optimizer, weightDecay, learningRate } of OPTIMIZERS) {
  engineTest(
    `Trainer learns by ${optimizer}, weight decay ${weightDecay}`,
    () => {
      const data = halves(64);
      const options = { ...OPTIONS, epochs: 8, learningRate };
      const [eager, compiled] = [eagerly, compile].map((compiler) => {
        const network = smallCnn({ imageShape, logits: 2 });
        const recipe = { ...REFERENCE_RECIPE, optimizer, weightDecay };
        const trainer = new Trainer(new Classifier(network, recipe), compiler);
        const { losses } = trainer.train(data, options);
        // Nothing of the first training is left.
        assertEquals(trainer.train(data, options).losses, losses);
        trainer.dispose();
        return losses;
      });
      assert(compiled![7]! < 0.9 * compiled![0]!, `losses ${compiled}`);
      for (const [epoch, loss] of eager!.entries()) {
        assertAlmostEquals(compiled![epoch]!, loss, 1e-3);
      }
    },
  );
}

engineTest("Trainer leaves a batch of one out where it is normalized", () => {
  // Nine images in batches of eight: the ninth stands alone.
  const data = halves(9);
  const steps = (head: Head) => {
    let count = 0;
    const trainer = makeTrainer(head, (step) => {
      const compiled = compile(step);
      return Object.assign((...inputs: tf.Tensor[]) => {
        if (inputs.length === 6) count++;
        return compiled(...inputs);
      }, { dispose: compiled.dispose });
    });
    trainer.train(data, { ...OPTIONS, epochs: 1 });
    trainer.dispose();
    return count;
  };
  assertEquals(ALL_HEADS.map(steps), [2, 1, 2, 1, 1, 2]);
});

engineTest("Trainer stops at a loss that is not finite", () => {
  const trainer = makeTrainer("plain");
  const { losses, converged } = trainer.train(halves(16), {
    ...OPTIONS,
    epochs: 50,
    learningRate: 1e30,
  });
  assertEquals(converged, false);
  assert(losses.length < 50);
  assertEquals(Number.isFinite(losses.at(-1)), false);
  trainer.dispose();
});

for (const { head, outputs } of FORMS) {
  engineTest(
    `Trainer uses a network in all its ways (${head}, ${outputs})`,
    () => {
      const trainer = makeTrainer(head, compile, outputs);
      const data = halves(130);
      trainer.train(data, { ...OPTIONS, epochs: 1 });
      const test = halves(6);
      const early = trainer.infer(test);
      const all = trainer.infer(test, data);
      assertEquals([...all.keys()], trainer.classifier.inferences);
      for (const [name, logits] of all) {
        assertEquals(logits.length, 12, name);
        assert(logits.every(Number.isFinite), name);
      }
      assertEquals(
        early,
        new Map(
          [...all].filter(([name]) =>
            ["as-trained", "layer-removed"].includes(name)
          ),
        ),
      );
      trainer.dispose();
    },
  );
}

engineTest(
  "Trainer takes the layer's averages anew, by images or by classes",
  () => {
    // Four times as many images of one class as of the other.
    const even = halves(130);
    const kept = [...even.labels.keys()].filter((image) =>
      even.labels[image] === 0 || image % 8 === 1
    );
    const size = 8 * 8;
    const data = {
      ...even,
      images: Uint8Array.from(
        kept.flatMap((image) => [
          ...even.images.subarray(image * size, (image + 1) * size),
        ]),
      ),
      labels: Uint8Array.from(kept, (image) => even.labels[image]!),
    };
    for (const outputs of OUTPUTS) {
      const trainer = makeTrainer("final-batch-norm", compile, outputs);
      trainer.train(data, { ...OPTIONS, epochs: 1 });
      const own = trainer.infer(data).get("layer-removed")!;
      const used = trainer.infer(data, data);
      const [scale, shift] = trainer.classifier.headTrainable
        .map((weight) => weight.dataSync());
      const meanOf = (values: number[]) =>
        values.reduce((sum, value) => sum + value, 0) / values.length;
      for (const name of ["averages-anew", "averages-balanced"] as const) {
        const logits = used.get(name)!;
        for (const column of outputs === "single-logit" ? [1] : [0, 1]) {
          const valuesOf = (label: number) =>
            kept.flatMap((_, image) =>
              data.labels[image] === label ? [own[2 * image + column]!] : []
            );
          const expectation = (of: (value: number) => number) =>
            name === "averages-anew"
              ? meanOf([...valuesOf(0), ...valuesOf(1)].map(of))
              : (meanOf(valuesOf(0).map(of)) + meanOf(valuesOf(1).map(of))) / 2;
          const mean = expectation((value) => value);
          const variance = expectation((value) => (value - mean) ** 2);
          const at = outputs === "single-logit" ? 0 : column;
          for (const image of kept.keys()) {
            const value = own[2 * image + column]!;
            const expected = (value - mean) / Math.sqrt(variance + 1e-3) *
                scale![at]! + shift![at]!;
            const got = logits[2 * image + column]!;
            assertAlmostEquals(got, expected, 1e-4, `${outputs}, ${name}`);
          }
        }
      }
      assertNotEquals(used.get("averages-anew"), used.get("averages-balanced"));
      trainer.dispose();
    }
  },
);

engineTest("Trainer compiles no further step for training images", () => {
  let shapes = new Set<number>();
  const trainer = makeTrainer("final-batch-norm", (step) => {
    const compiled = compile(step);
    return Object.assign((...inputs: tf.Tensor[]) => {
      if (inputs.length === 1) shapes.add(inputs[0]!.shape[0]!);
      return compiled(...inputs);
    }, { dispose: compiled.dispose });
  });
  const data = halves(130);
  trainer.train(data, { ...OPTIONS, epochs: 1 });
  trainer.infer(halves(200), data);
  assertEquals(shapes, new Set([100]));
  shapes = new Set();
  trainer.infer(halves(200), halves(12));
  assertEquals(shapes, new Set([100, 12]));
  trainer.dispose();
});

engineTest("Trainer frees what it made", () => {
  const count = () => [
    tf.memory().numTensors,
    backend!.binding.getNumOfTensors(),
  ];
  const before = count();
  const trainer = makeTrainer("final-batch-norm");
  trainer.train(halves(20), OPTIONS);
  trainer.infer(halves(6), halves(20));
  trainer.dispose();
  assertEquals(count(), before);
});

/** A body with a batch normalization, and the last layer. */
function normalizing(): tf.LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [...imageShape],
        filters: 4,
        kernelSize: 3,
        useBias: false,
        kernelInitializer: "zeros",
      }),
      new BatchNormalization(),
      tf.layers.reLU(),
      tf.layers.flatten(),
      tf.layers.dense({ units: 2, kernelInitializer: "zeros" }),
    ],
  });
}

/** What a training comes to, and the rates of its steps. */
function tuned(
  recipe: Partial<Recipe>,
  { compiler = compile as StepCompiler, epochs = 3 } = {},
) {
  const classifier = new Classifier(normalizing(), {
    ...REFERENCE_RECIPE,
    head: "final-batch-norm",
    ...recipe,
  });
  const rates: number[][] = [];
  const trainer = new Trainer(classifier, (step, options) => {
    const ready = compiler(step, options);
    return Object.assign((...inputs: tf.Tensor[]) => {
      if (inputs.length > 5) {
        rates.push(inputs.slice(5).map((rate) => rate.dataSync()[0]!));
      }
      return ready(...inputs);
    }, { dispose: ready.dispose });
  });
  const weights: Float32Array[] = [];
  const { losses } = trainer.train(halves(20), {
    ...OPTIONS,
    schedule: recipe.schedule ?? "constant",
    epochs,
  }, {
    onEpoch() {
      const values = [...classifier.networkWeights()] as Float32Array[];
      weights.push(Float32Array.from(values.flatMap((value) => [...value])));
    },
  });
  trainer.dispose();
  return { losses, rates, weights };
}

engineTest("Trainer trains a body at a rate of its own", () => {
  const plain = tuned({});
  // The same rate for both parts, by two optimizers: the same bits.
  const same = tuned({ bodyLearningRate: OPTIONS.learningRate });
  assertEquals(same.losses, plain.losses);
  assertEquals(same.weights, plain.weights);
  const slow = tuned({ bodyLearningRate: 1e-5, schedule: "one-cycle" });
  assertNotEquals(slow.losses, plain.losses);
  for (const [at, rates] of slow.rates.entries()) {
    const share = SCHEDULES["one-cycle"](at, slow.rates.length);
    const wanted = [OPTIONS.learningRate * share, 1e-5 * share];
    assertEquals(rates, wanted.map(Math.fround));
  }
  // Where the last layer alone is trained, there is no body to train.
  assertEquals(
    tuned({ fineTune: "last-layer", bodyLearningRate: 1e-5 }).losses,
    tuned({ fineTune: "last-layer" }).losses,
  );
});

for (const microBatchSize of [null, 4]) {
  engineTest(
    `Trainer trains the last layer alone in frozen epochs (parts of ${microBatchSize})`,
    () => {
      const frozen = tuned({
        frozenEpochs: 2,
        bodyLearningRate: 1e-4,
        schedule: "one-cycle",
        microBatchSize,
      });
      const head = tuned({
        fineTune: "last-layer",
        schedule: "one-cycle",
        microBatchSize,
      }, { epochs: 2 });
      // Two epochs as where the last layer alone is trained, then every weight.
      assertEquals(frozen.losses.slice(0, 2), head.losses);
      const [first, second, third] = frozen.weights.map((all) => [...all]);
      const kernel = 3 * 3 * 4;
      assertEquals(second!.slice(0, kernel), first!.slice(0, kernel));
      assertNotEquals(third!.slice(0, kernel), first!.slice(0, kernel));
      // Moving averages, the last of all, are left as they are, too.
      assertEquals(second!.slice(-8), first!.slice(-8));
      assertNotEquals(third!.slice(-8), first!.slice(-8));
      if (microBatchSize !== null) return;
      // Each part has a cycle of its own.
      const six = Array.from({ length: 6 }, (_, at) => [at, 6] as const);
      const three = Array.from({ length: 3 }, (_, at) => [at, 3] as const);
      const shares = [...six, ...three]
        .map(([at, of]) => SCHEDULES["one-cycle"](at, of));
      assertEquals(
        frozen.rates,
        shares.map((share, at) =>
          (at < 6 ? [OPTIONS.learningRate] : [OPTIONS.learningRate, 1e-4])
            .map((rate) => Math.fround(rate * share))
        ),
      );
    },
  );
}

engineTest(
  "Trainer may be frozen to the end, and begins anew each time",
  () => {
    const recipe = { frozenEpochs: 5 };
    const head = tuned({ fineTune: "last-layer" }).losses;
    assertEquals(tuned(recipe).losses, head);
    const classifier = new Classifier(normalizing(), {
      ...REFERENCE_RECIPE,
      frozenEpochs: 1,
      bodyLearningRate: 1e-4,
    });
    const trainer = new Trainer(classifier, compile);
    const train = () => trainer.train(halves(20), { ...OPTIONS, epochs: 2 });
    assertEquals(train().losses, train().losses);
    trainer.dispose();
  },
);

engineTest("Trainer frees what it made for both of its parts", () => {
  const count = () => [
    tf.memory().numTensors,
    backend!.binding.getNumOfTensors(),
  ];
  const before = count();
  tuned({ frozenEpochs: 1, bodyLearningRate: 1e-4 });
  assertEquals(count(), before);
});
