/** The networks of the peers have the weights that those of the suite have. */
import { assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { pythonCommand } from "../../../bench/peers/peer_command.ts";
import { SET_UPS } from "../../../bench/peers/set_up.ts";
import { networkCost } from "../../../models/network_cost.ts";
import { NETWORKS } from "../../../models/networks.ts";
import "../../_cpu.ts";
import { packages } from "./_installed.ts";

const PROGRAMS = fileURLToPath(
  new URL("../../../bench/peers/python", import.meta.url),
);

/** The modules, whose packages they need, and the weights of a network. */
const MODULES = [
  ["torch_networks", "pytorch", "network.parameters()"],
  ["keras_networks", "tensorflow", "network.trainable_weights"],
  ["tensorflow_networks", "tensorflow", "network.trained"],
] as const;

/** A scale and a shift for each of two logits. */
const FINAL_LAYER = 4;

function programOf(module: string, weights: string): string {
  return `
import json, math, sys
sys.path.insert(0, sys.argv[1])
from ${module} import build
def count(network):
    return sum(math.prod(weight.shape) for weight in ${weights})
print(json.dumps([
    [count(build(model, shape, head)) for head in ("plain", "final-batch-norm")]
    for model, shape in json.loads(sys.argv[2])]))
`;
}

/** The weights of each network, without the final layer and with it. */
function expectedCounts(): number[][] {
  return SET_UPS.map(({ model, imageShape }) => {
    const network = NETWORKS[model]({ imageShape, logits: 2 });
    const { parameters } = networkCost(network);
    network.dispose();
    return [parameters, parameters + FINAL_LAYER];
  });
}

for (const [module, runtime, weights] of MODULES) {
  const own = packages.get(runtime);
  const reason = own === undefined
    ? ` (skipped: deno task peers fetches ${runtime})`
    : "";
  Deno.test({
    name: `${module} has the weights of the suite's networks${reason}`,
    ignore: own === undefined,
    async fn() {
      const scratch = await Deno.makeTempDir();
      const networks = SET_UPS.map(({ model, imageShape }) => [
        ...[model, imageShape],
      ]);
      const { command, env } = pythonCommand([
        ...["-c", programOf(module, weights), PROGRAMS],
        JSON.stringify(networks),
      ], { packages: own!, threads: 1, scratch });
      const [python = "", ...args] = command;
      const { stdout, stderr } = await new Deno.Command(python, {
        ...{ args, env, clearEnv: true },
      }).output();
      const [text, errors] = [stdout, stderr].map((bytes) =>
        new TextDecoder().decode(bytes)
      );
      assertEquals(JSON.parse(text || "[]"), expectedCounts(), errors);
      await Deno.remove(scratch, { recursive: true });
    },
  });
}
