/** Models of tfjs train in compiled steps as they do on its own backend. */
import { assertAlmostEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { compile } from "../../../../models/engines/tensorflow/compile.ts";
import { engineTest } from "../../../_engine.ts";
import { assertTrainsAsOnCpu, NETWORKS } from "../_tfjs_layers.ts";

for (const name of Object.keys(NETWORKS)) {
  engineTest(
    `in compiled steps, a network of ${name} trains as on tfjs's cpu backend`,
    () => {
      assertTrainsAsOnCpu("tensorflow", { name, compile });
    },
  );
}

engineTest(
  "tfjs's own dropout and noise are refused in a compiled step",
  () => {
    const { layers } = tf;
    for (
      const layer of [
        layers.dropout({ rate: 0.5 }),
        layers.gaussianNoise({ stddev: 1 }),
        layers.gaussianDropout({ rate: 0.5 }),
        layers.alphaDropout({ rate: 0.5 }),
      ]
    ) {
      const step = compile((x) => [
        layer.apply(x!, { training: true }) as tf.Tensor,
      ]);
      assertThrows(
        () => step(tf.ones([2, 3])),
        TypeError,
        "draws its numbers in JavaScript",
      );
    }
  },
);

engineTest("tfjs's own Adam compiles once it took a step", () => {
  const train = (isCompiled: boolean) => {
    const weight = tf.variable(tf.tensor1d([1, 2, 3]));
    const adam = tf.train.adam(0.1);
    const eager = () => {
      const loss = () => tf.sum(tf.square(weight)) as tf.Scalar;
      return [adam.minimize(loss, true, [weight])!];
    };
    tf.tidy(eager);
    const step = isCompiled ? compile(eager) : eager;
    return [1, 2, 3].map(() => step()[0]!.dataSync()[0]!);
  };
  const wanted = train(false);
  train(true).forEach((loss, at) =>
    assertAlmostEquals(loss, wanted[at]!, 1e-5)
  );
});
