import "../../_cpu.ts";
import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { LOSSES } from "../../../models/training/losses.ts";
import { OUTPUTS, type Outputs } from "../../../models/training/outputs.ts";

interface Case {
  logits: number[][];
  targets: number[][];
}

/** Minus the logarithm of the sigmoid of z, in doubles. */
function cost(z: number): number {
  return Math.log1p(Math.exp(-z));
}

function lossOf(outputs: Outputs, { logits, targets }: Case): number {
  return tf.tidy(() =>
    LOSSES[outputs](tf.tensor2d(logits), tf.tensor2d(targets)).dataSync()[0]!
  );
}

function gradientOf(outputs: Outputs, { logits, targets }: Case): number[][] {
  return tf.tidy(() =>
    tf.grad((z) => LOSSES[outputs](z as tf.Tensor2D, tf.tensor2d(targets)))(
      tf.tensor2d(logits),
    ).arraySync() as number[][]
  );
}

const CASES: Record<Outputs, Case & { loss: number }> = {
  softmax: {
    logits: [[1, -2, 0.5], [0, 3, 3]],
    targets: [[1, 0, 0], [0, 0, 1]],
    loss: (Math.log(Math.exp(1) + Math.exp(-2) + Math.exp(0.5)) - 1 +
      Math.log(1 + 2 * Math.exp(3)) - 3) / 2,
  },
  sigmoid: {
    logits: [[1, -2, 0.5], [0, 3, 3]],
    targets: [[1, 0, 0], [0, 0, 1]],
    loss: (cost(1) + cost(2) + cost(-0.5) + cost(0) + cost(-3) + cost(3)) / 6,
  },
  "single-logit": {
    logits: [[2], [-1], [0.25]],
    targets: [[0, 1], [0, 1], [1, 0]],
    loss: (cost(2) + cost(-1) + cost(-0.25)) / 3,
  },
};

for (const outputs of OUTPUTS) {
  Deno.test(`the loss of ${outputs} is what its formula gives`, () => {
    const { loss, ...given } = CASES[outputs];
    assertAlmostEquals(lossOf(outputs, given), loss, 1e-6);
  });

  Deno.test(`the gradient of ${outputs} agrees with finite differences`, () => {
    const { logits, targets } = CASES[outputs];
    const gradient = gradientOf(outputs, { logits, targets });
    const step = 1e-2;
    for (const [row, values] of logits.entries()) {
      for (const column of values.keys()) {
        const moved = (by: number) => {
          const copy = logits.map((line) => [...line]);
          copy[row]![column]! += by;
          return lossOf(outputs, { logits: copy, targets });
        };
        const slope = (moved(step) - moved(-step)) / (2 * step);
        assertAlmostEquals(gradient[row]![column]!, slope, 1e-4);
      }
    }
  });

  Deno.test(`the loss of ${outputs} is finite for any logits`, () => {
    const { logits, targets } = CASES[outputs];
    for (const size of [50, 1000, 1e30]) {
      const large = logits.map((row) =>
        row.map((_, column) => column % 2 === 0 ? size : -size)
      );
      const given = { logits: large, targets };
      assertEquals(Number.isFinite(lossOf(outputs, given)), true);
      const slopes = gradientOf(outputs, given).flat();
      assertEquals(slopes.every(Number.isFinite), true, `${slopes}`);
    }
  });
}

Deno.test("a logit far on the wrong side costs its size", () => {
  const wrong = { logits: [[1000], [-1000]], targets: [[1, 0], [0, 1]] };
  assertEquals(lossOf("single-logit", wrong), 1000);
  assertEquals(gradientOf("single-logit", wrong), [[0.5], [-0.5]]);
});

Deno.test("a single logit costs what the softmax of 0 and it costs", () => {
  const { logits, targets } = CASES["single-logit"];
  const pairs = logits.map(([z]) => [0, z!]);
  assertAlmostEquals(
    lossOf("single-logit", { logits, targets }),
    lossOf("softmax", { logits: pairs, targets }),
    1e-6,
  );
});
