/** The networks of the peers compute what those of the suite compute. */
import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { pythonCommand } from "../../../labs/peers/peer_command.ts";
import { SET_UPS } from "../../../labs/peers/set_up.ts";
import { Classifier } from "../../../models/training/classifier.ts";
import { NETWORKS } from "../../../models/networks/networks.ts";
import { library } from "../../_engine.ts";
import { packages } from "./_installed.ts";
import { REFERENCE_RECIPE } from "../../../models/training/recipe.ts";
import { outcomeOf } from "../../_process.ts";

/** The programs, and whose packages they need. */
const PROGRAMS = [
  ["torch_logits", "pytorch"],
  ["keras_logits", "tensorflow"],
  ["tensorflow_logits", "tensorflow"],
] as const;

const IMAGES = 8;

/** Logits are of the size of 1. */
const TOLERANCE = 1e-3;

const folderOf = (path: string) =>
  fileURLToPath(new URL(path, import.meta.url));

/** Writes images and kernels of each set-up, and gives the logits. */
function writeStarts(folder: string): number[][][] {
  return SET_UPS.map(({ name, model, imageShape }) => {
    const network = NETWORKS[model]({ imageShape, logits: 2 });
    const classifier = new Classifier(network, {
      ...REFERENCE_RECIPE,
      head: "final-batch-norm",
    });
    classifier.initialize({ seed: 1 });
    const images = tf.randomUniform(
      [IMAGES, ...imageShape],
      0,
      1,
      "float32",
      1,
    );
    write(`${folder}/${name}.images`, [images]);
    write(`${folder}/${name}.kernels`, kernelsOf(network));
    const logits = classifier.train(images);
    const values = logits.arraySync();
    tf.dispose([images, logits]);
    classifier.dispose();
    return values;
  });
}

/** In the order of the peers: block by block, the shortcut last. */
function kernelsOf(network: tf.LayersModel): tf.Tensor[] {
  const layers = network.layers.filter(({ trainableWeights }) =>
    trainableWeights.some(({ shape }) => shape.length > 1)
  );
  // The names of a ResNet's layers are sorted as its blocks are; "fc" is last.
  if (layers.some(({ name }) => name === "fc")) {
    const keyOf = ({ name }: tf.layers.Layer) => name.replace("fc", "z");
    layers.sort((a, b) => keyOf(a) < keyOf(b) ? -1 : 1);
  }
  return layers.map(({ trainableWeights }) =>
    trainableWeights[0]!.read() as tf.Tensor
  );
}

function write(path: string, tensors: readonly tf.Tensor[]): void {
  for (const tensor of tensors) {
    const values = new Float32Array(tensor.dataSync());
    Deno.writeFileSync(path, new Uint8Array(values.buffer), { append: true });
  }
}

for (const [program, runtime] of PROGRAMS) {
  const own = packages.get(runtime);
  const reason = library === undefined
    ? " (skipped: no libtensorflow)"
    : own === undefined
    ? ` (skipped: deno task peers fetches ${runtime})`
    : "";
  Deno.test({
    name: `${program}: the suite's, for the same weights${reason}`,
    ignore: reason !== "",
    async fn() {
      const folder = await Deno.makeTempDir();
      const expected = writeStarts(folder);
      const networks = SET_UPS.map(({ name, model, imageShape }) => [
        name,
        model,
        imageShape,
      ]);
      const { command, env } = pythonCommand([
        folderOf(`./python/${program}.py`),
        folderOf("../../../labs/peers/python"),
        folder,
        JSON.stringify(networks),
      ], { packages: own!, threads: 1, scratch: folder });
      const [python = "", ...args] = command;
      const { code, stdout, stderr } = await outcomeOf(
        new Deno.Command(python, { args, env, clearEnv: true }),
      );
      assertEquals(code, 0, stderr);
      const got: number[][][] = JSON.parse(stdout);
      for (const [at, { name }] of SET_UPS.entries()) {
        const differences = expected[at]!.flat().map((value, index) =>
          Math.abs(value - got[at]!.flat()[index]!)
        );
        assert(Math.max(...differences) < TOLERANCE, `${name}: ${differences}`);
      }
      await Deno.remove(folder, { recursive: true });
    },
  });
}
