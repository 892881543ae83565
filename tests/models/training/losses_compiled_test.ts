import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { LOSSES } from "../../../models/training/losses.ts";
import { OUTPUTS } from "../../../models/training/outputs.ts";
import { compile } from "../../../models/engines/tensorflow/compile.ts";
import { engineTest } from "../../_engine.ts";

const TARGETS = [[1, 0], [0, 1], [0, 1], [1, 0]];

/** Logits with a zero among them, where absolute values have a corner. */
function logitsOf(count: number): number[][] {
  return [[0, 1], [0, -2], [40, 0.5], [-3, 0]].map((row) =>
    row.slice(0, count)
  );
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

for (const outputs of OUTPUTS) {
  const count = outputs === "single-logit" ? 1 : 2;

  engineTest(`the loss of ${outputs} compiles to what it is eager`, () => {
    const logits = tf.variable(tf.tensor2d(logitsOf(count)));
    const targets = tf.tensor2d(TARGETS);
    const step = (given?: tf.Tensor) => {
      const { value, grads } = tf.variableGrads(
        () => LOSSES[outputs](logits as tf.Tensor2D, given as tf.Tensor2D),
        [logits],
      );
      return [value, grads[logits.name] as tf.Tensor];
    };
    const compiled = compile(step);
    const [eager, traced] = [tf.tidy(() => step(targets)), compiled(targets)]
      .map((tensors) => tensors.flatMap((tensor) => [...tensor.dataSync()]));
    assertEquals(eager!.length, 1 + 4 * count);
    for (const [at, value] of eager!.entries()) {
      assertAlmostEquals(traced![at]!, value, 1e-6);
    }
    compiled.dispose();
    tf.dispose([logits, targets]);
  });
}

for (const outputs of ["sigmoid", "single-logit"] as const) {
  engineTest(`the gradient of ${outputs} is probability minus target`, () => {
    const rows = logitsOf(outputs === "sigmoid" ? 2 : 1);
    const gradient = tf.tidy(() =>
      tf.grad((z) => LOSSES[outputs](z as tf.Tensor2D, tf.tensor2d(TARGETS)))(
        tf.tensor2d(rows),
      ).dataSync()
    );
    const targets = outputs === "sigmoid"
      ? TARGETS.flat()
      : TARGETS.map(([, second]) => second!);
    for (const [at, z] of rows.flat().entries()) {
      const expected = (sigmoid(z) - targets[at]!) / targets.length;
      assertAlmostEquals(gradient[at]!, expected, 1e-6);
    }
  });
}
