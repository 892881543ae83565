/**
 * This suite as a peer: the same trainer as in a worker, asked like the others.
 * Arguments: how the engine is started, and the settings, each as JSON.
 */
import process from "node:process";
import type * as tf from "@tensorflow/tfjs";
import { Classifier } from "../../models/training/classifier.ts";
import { assertPrecision } from "../../models/engines/engine.ts";
import { classificationMetrics } from "../../models/metrics/metrics.ts";
import { networkCost } from "../../models/networks/network_cost.ts";
import { NETWORKS } from "../../models/networks/networks.ts";
import type { Precision } from "../../models/precision.ts";
import { startEngine } from "../../models/engines/start_engine.ts";
import { eagerly } from "../../models/engines/step_compiler.ts";
import { type LabelledImages, Trainer } from "../../models/training/trainer.ts";
import { jsonLine, readJsonLines } from "../../bench/trials/json_lines.ts";
import type { ArmResult, TrialCommand } from "./messages.ts";
import type { PeerSettings } from "./peer_command.ts";
import { type Arm, ARMS, CLASS_COUNT } from "./set_up.ts";
import type { MultiplyAdds } from "./trial_operations.ts";
import { REFERENCE_RECIPE } from "../../models/training/recipe.ts";

const LEARNING_RATE = 1e-3;

/** The settings of this suite's variants. */
interface SuiteSettings extends PeerSettings {
  options: {
    /** Whether steps run op by op. */
    eager: boolean;
    precision: Precision;
  };
}

if (import.meta.main) {
  try {
    await serve();
  } catch (error) {
    // Without the stack: its end is quoted where a peer is left out.
    console.error(error instanceof Error ? error.message : error);
    Deno.exit(1);
  }
}

async function serve(): Promise<void> {
  const [start = "", text = ""] = Deno.args;
  const settings: SuiteSettings = JSON.parse(text);
  const engine = await startEngine(JSON.parse(start));
  const { eager, precision } = settings.options;
  assertPrecision(engine, precision);
  const compiler = eager ? eagerly : engine.compile;
  const { model, imageShape } = settings;
  const build = () => NETWORKS[model]({ imageShape, logits: CLASS_COUNT });
  const trainers = new Map(
    ARMS.map((head) => [
      head,
      new Trainer(
        new Classifier(build(), { ...REFERENCE_RECIPE, head, precision }),
        compiler,
      ),
    ]),
  );
  const [train, test] = [read(settings, "train"), read(settings, "test")];
  const versions = `TensorFlow ${engine.version}, Deno ${Deno.version.deno}`;
  const multiplyAdds = multiplyAddsOf(build());
  reply({ type: "ready", versions, multiplyAdds });
  for await (const message of readJsonLines(Deno.stdin.readable)) {
    const trial = message as TrialCommand;
    const arms = trial.heads.map((head) =>
      runArm(trainers.get(head) as Trainer, {
        head,
        trial,
        train,
        test,
        batchSize: settings.batchSize,
      })
    );
    reply({ type: "trial", arms });
  }
  Deno.exit(0);
}

function multiplyAddsOf(network: tf.LayersModel): MultiplyAdds {
  const { multiplyAdds: forward } = networkCost(network);
  const layer = network.layers.find(({ trainableWeights }) =>
    trainableWeights.length > 0
  );
  const kernel = layer?.trainableWeights[0]?.shape as number[];
  const [, ...places] = layer?.outputShape as number[];
  const product = (sizes: number[]) => sizes.reduce((a, b) => a * b, 1);
  network.dispose();
  return { forward, first: product(kernel) * product(places.slice(0, -1)) };
}

function read(
  { folder, imageShape }: PeerSettings,
  part: "train" | "test",
): LabelledImages {
  return {
    images: Deno.readFileSync(`${folder}/${part}.pixels`),
    labels: Deno.readFileSync(`${folder}/${part}.labels`),
    imageShape,
  };
}

/** Trains and evaluates one arm; only these two are timed. */
function runArm(
  trainer: Trainer,
  { head, trial, train, test, batchSize }: {
    head: Arm;
    trial: TrialCommand;
    train: LabelledImages;
    test: LabelledImages;
    batchSize: number;
  },
): ArmResult {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const { losses } = trainer.train(train, {
    ...REFERENCE_RECIPE,
    ...trial,
    batchSize,
    learningRate: LEARNING_RATE,
  });
  const trained = performance.now();
  const logits = trainer.infer(test).get("as-trained") as Float32Array;
  const { minorityF1 } = classificationMetrics(logits, {
    labels: test.labels,
    classes: CLASS_COUNT,
    minority: [CLASS_COUNT - 1],
  });
  const ended = performance.now();
  const { user, system } = process.cpuUsage(cpu);
  return {
    head,
    trainSeconds: (trained - started) / 1000,
    evaluateSeconds: (ended - trained) / 1000,
    cpuSeconds: (user + system) / 1e6,
    losses,
    minorityF1,
  };
}

function reply(message: unknown): void {
  let line = jsonLine(message);
  while (line.length > 0) line = line.subarray(Deno.stdout.writeSync(line));
}
