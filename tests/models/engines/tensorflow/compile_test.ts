import * as tf from "@tensorflow/tfjs";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { compile } from "../../../../models/engines/tensorflow/compile.ts";
import {
  hasBfloat16,
  readProcessor,
} from "../../../../models/engines/tensorflow/instruction_set.ts";
import { TensorFlowError } from "../../../../models/engines/tensorflow/error.ts";
import { randomUniform } from "../../../../models/engines/ops/random.ts";
import { backend, engineTest, library } from "../../../_engine.ts";
import { deno, outcomeOf } from "../../../_process.ts";

/** Runs a compiled step once and frees everything it used. */
function runOnce(
  step: (...inputs: tf.Tensor[]) => tf.Tensor[],
  ...inputs: tf.Tensor[]
): number[][] {
  const compiled = compile(step);
  try {
    return values(compiled(...inputs));
  } finally {
    compiled.dispose();
    tf.dispose(inputs);
  }
}

function values(tensors: tf.Tensor[]): number[][] {
  const read = tensors.map((tensor) => Array.from(tensor.dataSync()));
  tf.dispose(tensors);
  return read;
}

engineTest("compile() computes what the step computes", () => {
  const results = runOnce(
    (a, b) => [tf.add(a!, b!), tf.matMul(a!, b!, false, true)],
    tf.tensor2d([1, 2, 3, 4], [2, 2]),
    tf.tensor2d([5, 6, 7, 8], [2, 2]),
  );
  assertEquals(results, [[6, 8, 10, 12], [17, 23, 39, 53]]);
});

engineTest("compile() traces once a signature", () => {
  let runs = 0;
  const compiled = compile((x) => {
    runs++;
    return [tf.sum(x!)];
  });
  for (const size of [2, 3, 2, 3]) {
    const input = tf.ones([size]);
    assertEquals(values(compiled(input)), [[size]]);
    input.dispose();
  }
  assertEquals(compiled.signatures, 2);
  assertEquals(runs, 4); // each signature is recorded twice and compared
  compiled.dispose();
});

engineTest("compile() updates variables in place", () => {
  const counter = tf.variable(tf.scalar(1));
  const compiled = compile((by) => {
    counter.assign(tf.mul(counter, by!) as tf.Scalar);
    return [tf.add(counter, 0)];
  });
  const two = tf.scalar(2);
  assertEquals([1, 2, 3].map(() => values(compiled(two))[0]), [[2], [4], [8]]);
  assertEquals(Array.from(counter.dataSync()), [8]);
  counter.assign(tf.scalar(10));
  assertEquals(values(compiled(two)), [[20]]);
  compiled.dispose();
  tf.dispose([counter, two]);
});

engineTest(
  "compile() leaves a tensor alone that shares a variable's data",
  () => {
    const initial = tf.scalar(5);
    const variable = tf.variable(initial); // on the same data until assigned
    const copy = variable.clone();
    const compiled = compile(() => {
      const change = tf.sub(initial, variable);
      variable.assign(tf.add(variable, 1) as tf.Scalar);
      return [change];
    });
    assertEquals(values(compiled()), [[0]]);
    assertEquals(values(compiled()), [[-1]]);
    assertEquals(values(compiled()), [[-2]]);
    assertEquals([...initial.dataSync(), ...copy.dataSync()], [5, 5]);
    compiled.dispose();
    tf.dispose([initial, variable, copy]);
  },
);

engineTest("compile() refuses a captured tensor that was disposed", () => {
  // As the step itself would: an optimizer that makes its constants anew after
  // the trace must not train on with the old ones.
  const captured = tf.tensor1d([1, 2, 3]);
  const compiled = compile((x) => [tf.mul(captured, x!)]);
  const input = tf.scalar(2);
  assertEquals(values(compiled(input)), [[2, 4, 6]]);
  captured.dispose();
  assertThrows(() => compiled(input), TypeError, "it was disposed");
  compiled.dispose();
  input.dispose();
});

engineTest("compile() copies and swaps variables", () => {
  const [a, b] = [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(2))];
  const copy = compile(() => {
    b.assign(a);
    return [];
  });
  const swap = compile(() => {
    const kept = a.clone();
    a.assign(b);
    b.assign(kept as tf.Scalar);
    return [];
  });
  const both = () => [a.dataSync()[0], b.dataSync()[0]];
  swap();
  assertEquals(both(), [2, 1]);
  swap();
  assertEquals(both(), [1, 2]);
  copy();
  assertEquals(both(), [1, 1]);
  a.assign(tf.scalar(9));
  assertEquals(both(), [9, 1]);
  copy.dispose();
  swap.dispose();
  tf.dispose([a, b]);
});

engineTest(
  "compile() returns inputs, variables and captures as results",
  () => {
    const captured = tf.scalar(7);
    const variable = tf.variable(tf.scalar(8));
    const compiled = compile((x) => [x!, captured, variable]);
    const input = tf.scalar(6);
    assertEquals(values(compiled(input)), [[6], [7], [8]]);
    assertEquals(values(compiled(input)), [[6], [7], [8]]);
    assertEquals([captured.isDisposed, variable.isDisposed], [false, false]);
    compiled.dispose();
    tf.dispose([input, captured, variable]);
  },
);

engineTest("compile() takes ops with list inputs and several outputs", () => {
  const results = runOnce(
    (a, b) => [
      tf.concat([a!, b!, a!]),
      tf.stack([a!, b!]),
      tf.addN([a!, b!, b!]),
      ...tf.split(b!, 2),
    ],
    tf.tensor1d([1, 2]),
    tf.tensor1d([3, 4]),
  );
  assertEquals(results, [
    [1, 2, 3, 4, 1, 2],
    [1, 2, 3, 4],
    [7, 10],
    [3],
    [4],
  ]);
});

engineTest("compile() keeps integer and boolean types", () => {
  const compiled = compile((x) => [
    tf.add(x!, tf.scalar(1, "int32")),
    tf.greater(x!, tf.scalar(1, "int32")),
  ]);
  const input = tf.tensor1d([1, 2], "int32");
  const results = compiled(input);
  assertEquals(results.map(({ dtype }) => dtype), ["int32", "bool"]);
  assertEquals(values(results), [[2, 3], [0, 1]]);
  compiled.dispose();
  input.dispose();
});

engineTest("compile() takes the learning rate as an input", () => {
  const weight = tf.variable(tf.scalar(10));
  const compiled = compile((rate) => {
    const { value, grads } = tf.variableGrads(
      () => tf.square(weight).asScalar(),
      [weight],
    );
    const gradient = grads[weight.name] as tf.Scalar;
    weight.assign(tf.sub(weight, tf.mul(rate!, gradient)) as tf.Scalar);
    return [value];
  });
  for (const [rate, expected] of [[0.1, 8], [0.25, 4], [0, 4]] as const) {
    const input = tf.scalar(rate);
    tf.dispose(compiled(input));
    input.dispose();
    assertAlmostEquals(weight.dataSync()[0]!, expected, 1e-5);
  }
  assertEquals(compiled.signatures, 1);
  compiled.dispose();
  weight.dispose();
});

engineTest("compile() draws fresh random numbers from a key", () => {
  const dropout = compile((x, key) => {
    const kept = tf.greaterEqual(
      randomUniform(x!.shape, key as tf.Tensor1D),
      0.5,
    );
    return [tf.mul(x!, tf.mul(tf.cast(kept, "float32"), 2))];
  });
  const ones = tf.ones([1000]);
  const masks = [[1, 1], [1, 2], [1, 1]].map((numbers) => {
    const key = tf.tensor1d(numbers, "int32");
    const [mask] = values(dropout(ones, key));
    key.dispose();
    return mask as number[];
  });
  assertEquals(masks[0], masks[2]);
  assertNotEquals(masks[0], masks[1]);
  const kept = masks[0]!.filter((value) => value === 2).length;
  assert(kept > 420 && kept < 580, `kept ${kept} of 1000 at a rate of 0.5`);
  assertEquals(dropout.signatures, 1);
  dropout.dispose();
  ones.dispose();
});

engineTest("randomUniform() gives the same numbers eager and compiled", () => {
  const key = tf.tensor1d([3, 4], "int32");
  const eager = randomUniform([5], key);
  const [compiled] = runOnce(
    (k) => [randomUniform([5], k as tf.Tensor1D)],
    key.clone(),
  );
  assertEquals(compiled, Array.from(eager.dataSync()));
  tf.dispose([key, eager]);
});

engineTest("compile() refuses a step that reads a tensor", () => {
  const error = assertThrows(
    () => runOnce((x) => [tf.scalar(x!.dataSync()[0]!)], tf.scalar(1)),
    TypeError,
    "Cannot trace the step: it reads the values of a tensor",
  );
  assert(error.message.includes("Return the tensor from the step"));
});

engineTest("compile() names the op that reads a tensor", () => {
  const peek = tf.op({
    peek_: (x: tf.Tensor) => tf.scalar(x.dataSync()[0]!),
  });
  assertThrows(
    () => runOnce((x) => [peek(x!)], tf.scalar(1)),
    TypeError,
    "Cannot trace the step: tf.peek reads the values of a tensor",
  );
});

engineTest("compile() refuses random numbers drawn in JavaScript", () => {
  const layers = [
    () => tf.layers.dropout({ rate: 0.5 }),
    () => tf.layers.dropout({ rate: 0.5, seed: 7 }),
  ];
  for (const layer of layers) {
    const dropout = layer();
    assertThrows(
      () =>
        runOnce(
          (x) => [dropout.apply(x!, { training: true }) as tf.Tensor],
          tf.ones([4, 4]),
        ),
      TypeError,
      "draws its numbers in JavaScript",
    );
  }
  assertThrows(
    () => runOnce((x) => [tf.add(x!, tf.randomNormal([2]))], tf.ones([2])),
    TypeError,
    "Use randomUniform() with a key",
  );
});

engineTest("compile() refuses an op with state", () => {
  assertThrows(
    () => runOnce((x) => [tf.multinomial(x as tf.Tensor1D, 3)], tf.ones([4])),
    TypeError,
    "Cannot trace the op Multinomial: it keeps state",
  );
});

engineTest("compile() refuses a number that changes from run to run", () => {
  let steps = 0;
  assertThrows(
    () => runOnce((x) => [tf.mul(x!, ++steps)], tf.scalar(1)),
    TypeError,
    "Make that value an input of the step",
  );
});

engineTest("compile() refuses a choice that changes from run to run", () => {
  const tensors = [1, 2, 3].map((value) => tf.scalar(value));
  const variables = [1, 2, 3].map((value) => tf.variable(tf.scalar(value)));
  let runs = 0;
  const chosen = <Item>(items: readonly Item[]) =>
    items[runs++ % items.length] as Item;
  const steps: Record<string, (x?: tf.Tensor) => tf.Tensor[]> = {
    "a captured tensor": () => [tf.add(chosen(tensors), 1)],
    "a captured tensor as the result": () => [chosen(tensors)],
    "a variable that is read": () => [tf.add(chosen(variables), 1)],
    "a variable that is written": (x) => {
      chosen(variables).assign(tf.mul(x!, 1) as tf.Scalar);
      return [];
    },
    "the order of the results": (x) => {
      const results = [tf.add(x!, 1), tf.add(x!, 2)];
      return chosen([results, results.toReversed()]);
    },
    "the number of results": (x) => chosen([[x!], [x!, x!]]),
    "the shape of a constant": () => [
      tf.tensor([1, 2, 3, 4, 5, 6], chosen([[2, 3], [3, 2]])),
    ],
    "an attribute that JSON has no word for": (x) => [
      tf.leakyRelu(x!, chosen([NaN, Infinity])),
    ],
  };
  for (const [what, step] of Object.entries(steps)) {
    assertThrows(
      () => runOnce(step, tf.scalar(1)),
      TypeError,
      "it depends on a JavaScript value that changes",
      what,
    );
  }
  assertEquals(variables.map((v) => v.dataSync()[0]), [1, 2, 3]);
  tf.dispose([...tensors, ...variables]);
});

engineTest("a compiled step refuses to run inside a gradient", () => {
  const weight = tf.variable(tf.scalar(3));
  const compiled = compile((x) => [tf.mul(weight, x!)]);
  const five = tf.scalar(5);
  assertThrows(
    () =>
      tf.variableGrads(
        () => tf.add(tf.square(weight), compiled(five)[0]!).asScalar(),
        [weight],
      ),
    TypeError,
    "Take the gradient inside the step",
  );
  compiled.dispose();
  tf.dispose([weight, five]);
});

engineTest("compile() leaves tensors of another backend whole", async () => {
  tf.enableProdMode(); // keeps advice on faster backends off the output
  await tf.setBackend("cpu");
  const variable = tf.variable(tf.tensor1d([1, 2]));
  const captured = tf.tensor1d([10, 20]);
  await tf.setBackend("tensorflow");
  const compiled = compile((x) => [tf.add(tf.mul(variable, captured), x!)]);
  const input = tf.scalar(1);
  for (let run = 0; run < 2; run++) {
    assertEquals(values(compiled(input)), [[11, 41]]);
  }
  assertEquals(Array.from(variable.dataSync()), [1, 2]);
  assertEquals(Array.from(captured.dataSync()), [10, 20]);
  compiled.dispose();
  tf.dispose([variable, captured, input]);
});

engineTest(
  "compile() leaves tfjs's scopes as they were when it refuses",
  () => {
    const { state } = tf.engine();
    const before = state.scopeStack.length;
    assertThrows(
      () => runOnce((x) => [tf.add(x!, tf.randomNormal([2]))], tf.ones([2])),
      TypeError,
    );
    assertThrows(
      () => runOnce((x) => [tf.scalar(x!.dataSync()[0]!)], tf.scalar(1)),
      TypeError,
    );
    assertEquals(state.scopeStack.length, before);
  },
);

engineTest("a compiled step refuses a variable that is gone", () => {
  const variable = tf.variable(tf.scalar(1));
  const compiled = compile((x) => {
    variable.assign(tf.mul(x!, 2) as tf.Scalar);
    return [tf.add(x!, 1)];
  });
  const input = tf.scalar(1);
  tf.dispose(compiled(input));
  variable.dispose();
  const before = backend!.binding.getNumOfTensors();
  assertThrows(() => compiled(input), TypeError, "was disposed");
  assertEquals(backend!.binding.getNumOfTensors(), before);
  compiled.dispose();
  input.dispose();
});

engineTest("compile() refuses a step that makes variables", () => {
  const optimizer = tf.train.adam(0.1);
  const weight = tf.variable(tf.scalar(1), true, "w");
  const before = Object.keys(tf.engine().registeredVariables).length;
  const step = () => {
    const { value, grads } = tf.variableGrads(
      () => tf.square(weight).asScalar(),
      [weight],
    );
    optimizer.applyGradients(grads as never);
    return [value];
  };
  assertThrows(() => runOnce(step), TypeError, "it makes the variable");
  const after = Object.keys(tf.engine().registeredVariables).length;
  assertEquals(after, before);
  assertEquals(Array.from(weight.dataSync()), [1]);
  weight.dispose();
});

engineTest("compile() takes an optimizer of tfjs after its first step", () => {
  const losses = [false, true].map((isCompiled) => {
    const optimizer = tf.train.adam(0.1);
    const weight = tf.variable(tf.scalar(1));
    const step = () => {
      const { value, grads } = tf.variableGrads(
        () => tf.square(weight).asScalar(),
        [weight],
      );
      optimizer.applyGradients(grads as never);
      return [value];
    };
    const seen = values(tf.tidy(step))[0]!;
    const compiled = compile(step);
    for (let k = 0; k < 5; k++) {
      seen.push(...values(isCompiled ? compiled() : tf.tidy(step))[0]!);
    }
    compiled.dispose();
    optimizer.dispose();
    weight.dispose();
    return seen;
  });
  for (const [at, loss] of losses[0]!.entries()) {
    assertAlmostEquals(losses[1]![at]!, loss, 1e-6);
  }
});

engineTest("compile() refuses a result that is no list of tensors", () => {
  assertThrows(
    () => runOnce((x) => x as unknown as tf.Tensor[], tf.scalar(1)),
    TypeError,
    "wanted an array of tensors",
  );
});

engineTest("compile() refuses a disposed input", () => {
  const compiled = compile((x) => [tf.add(x!, 1)]);
  const input = tf.scalar(1);
  tf.dispose(compiled(input));
  input.dispose();
  assertThrows(() => compiled(input), TypeError, "was disposed");
  compiled.dispose();
});

engineTest("compile() passes on what TensorFlow refuses", () => {
  const compiled = compile((x, at) => [tf.gather(x!, at as tf.Tensor1D)]);
  const [x, at] = [tf.ones([3]), tf.tensor1d([9], "int32")];
  const error = assertThrows(() => compiled(x, at), TensorFlowError, "9");
  assertEquals(error.code, "INVALID_ARGUMENT");
  compiled.dispose();
  tf.dispose([x, at]);
});

engineTest("compile() forgets the tensors of a trace", () => {
  let escaped: tf.Tensor | undefined;
  const step = (x?: tf.Tensor) => {
    escaped = tf.keep(tf.add(x!, 1));
    return [tf.mul(escaped, 2)];
  };
  assertEquals(runOnce(step, tf.scalar(1)), [[4]]);
  assertThrows(() => escaped!.dataSync(), TypeError, "made inside a step");
});

engineTest("compile() leaves no tensor behind when a trace fails", () => {
  const variable = tf.variable(tf.scalar(3));
  const before = [backend!.binding.getNumOfTensors(), tf.memory().numTensors];
  assertThrows(
    () =>
      runOnce((x) => {
        variable.assign(tf.add(variable, x!) as tf.Scalar);
        throw new RangeError("on purpose");
      }, tf.scalar(1)),
    RangeError,
    "on purpose",
  );
  assertEquals(Array.from(variable.dataSync()), [3]);
  const after = [backend!.binding.getNumOfTensors(), tf.memory().numTensors];
  assertEquals(after, before);
  variable.dispose();
});

engineTest("compile() works for functional models with several inputs", () => {
  const [a, b] = [tf.input({ shape: [3] }), tf.input({ shape: [2] })];
  const joined = tf.layers.concatenate().apply([a, b]);
  const hidden = tf.layers.dense({ units: 4, activation: "relu" }).apply(
    joined,
  );
  const output = tf.layers.dense({ units: 1 }).apply(hidden);
  const model = tf.model({
    inputs: [a, b],
    outputs: output as tf.SymbolicTensor,
  });
  const inputs = [tf.ones([2, 3]), tf.ones([2, 2])];
  const eager = model.apply(inputs) as tf.Tensor;
  const compiled = compile((x, y) => [model.apply([x!, y!]) as tf.Tensor]);
  const [result] = values(compiled(...inputs));
  for (const [at, value] of eager.dataSync().entries()) {
    assertAlmostEquals(result![at]!, value, 1e-6);
  }
  compiled.dispose();
  model.dispose();
  tf.dispose([...inputs, eager]);
});

engineTest("compile() keeps the moving averages of tfjs's own layers", () => {
  const results = [false, true].map((isCompiled) => {
    const init = (seed: number) => tf.initializers.glorotUniform({ seed });
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({
          inputShape: [6, 6, 2],
          filters: 4,
          kernelSize: 3,
          kernelInitializer: init(1),
        }),
        tf.layers.batchNormalization({ momentum: 0.8 }),
        tf.layers.reLU(),
        tf.layers.flatten(),
        tf.layers.dense({ units: 2, kernelInitializer: init(2) }),
      ],
    });
    const weights = model.trainableWeights.map((weight) =>
      weight.read() as tf.Variable
    );
    const optimizer = tf.train.momentum(0.05, 0.9);
    const step = (images?: tf.Tensor) => {
      const { value, grads } = tf.variableGrads(
        () =>
          tf.mean(tf.square(
            model.apply(images!, { training: true }) as tf.Tensor,
          )).asScalar(),
        weights,
      );
      optimizer.applyGradients(grads as never);
      return [value];
    };
    const images = tf.randomUniform([8, 6, 6, 2], 0, 1, "float32", 3);
    const numbers = values(tf.tidy(() => step(images)))[0]!;
    const compiled = compile(step);
    for (let k = 0; k < 4; k++) {
      const losses = isCompiled
        ? compiled(images)
        : tf.tidy(() => step(images));
      numbers.push(...values(losses)[0]!);
    }
    // Kernel, bias, scale, shift, kernel, bias, moving mean and variance.
    for (const weight of model.getWeights()) numbers.push(...weight.dataSync());
    compiled.dispose();
    optimizer.dispose();
    model.dispose();
    images.dispose();
    return numbers;
  });
  assertEquals(results[0]!.length, 5 + 76 + 4 * 4 + 130);
  for (const [at, value] of results[0]!.entries()) {
    assertAlmostEquals(results[1]![at]!, value, 1e-5);
  }
});

engineTest(
  "a compiled step leaks neither tensors nor memory in 2,000 steps",
  () => {
    const weight = tf.variable(tf.ones([64, 64]));
    const compiled = compile((x) => {
      const { value, grads } = tf.variableGrads(
        () =>
          tf.mean(tf.square(tf.matMul(x as tf.Tensor2D, weight))).asScalar(),
        [weight],
      );
      const gradient = grads[weight.name] as tf.Tensor;
      weight.assign(tf.sub(weight, tf.mul(gradient, 0.01)));
      return [value];
    });
    const train = (steps: number) => {
      for (let step = 0; step < steps; step++) {
        const input = tf.ones([1024, 64]);
        tf.dispose(compiled(input));
        input.dispose();
      }
      return {
        tensors: backend!.binding.getNumOfTensors(),
        known: tf.memory().numTensors,
        bytes: Deno.memoryUsage().rss,
      };
    };
    train(200);
    const early = train(800);
    const late = train(1000);
    assertEquals(late.tensors, early.tensors);
    assertEquals(late.known, early.known);
    // A step's input alone is 256 KiB: a leak of one a step is 250 MiB.
    const grown = (late.bytes - early.bytes) / 2 ** 20;
    assert(grown < 50, `resident memory grew by ${grown.toFixed(1)} MiB`);
    compiled.dispose();
    weight.dispose();
  },
);

engineTest(
  "compile() multiplies in bfloat16 where that is asked for",
  async () => {
    const size = 256;
    const values = Float32Array.from(
      { length: size * size },
      (_, at) => Math.sin(at),
    );
    const product = (precision: "f32" | "bf16") =>
      tf.tidy(() => {
        const step = compile(
          (a, b) => [tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D)],
          { precision },
        );
        const matrix = tf.tensor2d(values, [size, size]);
        const [result] = step(matrix, matrix);
        step.dispose();
        return result!.dataSync();
      });
    const [exact, rough] = [product("f32"), product("bf16")];
    const error = Math.max(
      ...exact.map((value, at) => Math.abs(value - rough[at]!)),
    );
    // Of factors up to 1, 8 bits are kept; errors add up as random ones do.
    assert(error < Math.sqrt(size) / 2 ** 7, `${error}`);
    if (hasBfloat16(await readProcessor())) assert(error > 0);
  },
);

engineTest("compiled and eager training give the same losses", async () => {
  // Without oneDNN the two differ in nothing but the order of additions, and in
  // what Adam rounds on its way; the setting is read when the library is opened,
  // so a process of its own.
  const script = import.meta.resolve("./_losses_process.ts");
  const { stdout, stderr } = await outcomeOf(
    deno("run --quiet --no-prompt -P=worker", [script, library!], {
      env: { TF_ENABLE_ONEDNN_OPTS: "0" },
    }),
  );
  assert(stdout !== "", stderr);
  const { eager, compiled } = JSON.parse(stdout) as Record<string, number[]>;
  assertEquals(compiled!.length, 12);
  for (const [step, loss] of eager!.entries()) {
    assertAlmostEquals(compiled![step]!, loss, 1e-4 * Math.abs(loss));
  }
  assertNotEquals(eager![0], eager![11]);
});
