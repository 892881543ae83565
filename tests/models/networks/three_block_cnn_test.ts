import "../../_cpu.ts";
import { assertEquals } from "@std/assert";
import { networkCost } from "../../../models/networks/network_cost.ts";
import { threeBlockCnn } from "../../../models/networks/three_block_cnn.ts";

Deno.test("threeBlockCnn() has the weights that its filters give", () => {
  const cases = [
    // 9*(3*32 + 32*32 + 32*64 + 64*64 + 64*128 + 128*128), a scale and a shift
    // for each filter, and 128*2+2
    { imageShape: [64, 64, 3], logits: 2, weights: 287_714 },
    { imageShape: [11, 20, 3], logits: 2, weights: 287_714 },
    // One channel in place of three, and 128*5+5
    { imageShape: [8, 8, 1], logits: 5, weights: 287_525 },
  ] as const;
  for (const { imageShape, logits, weights } of cases) {
    const network = threeBlockCnn({ imageShape, logits });
    assertEquals(networkCost(network).parameters, weights);
    assertEquals(network.outputShape, [null, logits]);
    network.dispose();
  }
});

Deno.test("threeBlockCnn() has the multiply-adds that its maps give", () => {
  const network = threeBlockCnn({ imageShape: [64, 64, 3], logits: 2 });
  const maps = 64 * 64 * (3 * 32 + 32 * 32) +
    32 * 32 * (32 * 64 + 64 * 64) +
    16 * 16 * (64 * 128 + 128 * 128);
  assertEquals(networkCost(network).multiplyAdds, 9 * maps + 128 * 2);
  network.dispose();
});

Deno.test("threeBlockCnn() normalizes between convolution and ReLU", () => {
  const network = threeBlockCnn({ imageShape: [8, 8, 3], logits: 2 });
  const block = ["Conv2D", "BatchNormalization2d", "ReLU"];
  assertEquals(
    network.layers.slice(1, 8).map((layer) => layer.getClassName()),
    [...block, ...block, "MaxPooling2D"],
  );
  assertEquals(network.layers[1]!.weights.length, 1); // no bias
  network.dispose();
});
