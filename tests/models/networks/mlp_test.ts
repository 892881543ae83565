import "../../_cpu.ts";
import { assertEquals } from "@std/assert";
import { mlp } from "../../../models/networks/mlp.ts";

Deno.test("mlp() has the number of weights that its shape gives", () => {
  const cases = [
    // 784*128+128 + 128*64+64 + 64*2+2
    { imageShape: [28, 28, 1], logits: 2, weights: 108_866 },
    // 3072*128+128 + 128*64+64 + 64*1+1
    { imageShape: [32, 32, 3], logits: 1, weights: 401_665 },
  ] as const;
  for (const { imageShape, logits, weights } of cases) {
    const network = mlp({ imageShape, logits });
    assertEquals(network.countParams(), weights);
    assertEquals(network.outputShape, [null, logits]);
    network.dispose();
  }
});

Deno.test("mlp() has ReLUs between its layers, and none on its logits", () => {
  const network = mlp({ imageShape: [4, 4, 1], logits: 2 });
  const activations = network.layers.slice(1).map((layer) =>
    layer.getConfig()["activation"]
  );
  assertEquals(activations, ["relu", "relu", "linear"]);
  network.dispose();
});
