/**
 * A process that computes features: reads one order from standard input, sends
 * the images of classes of a data set through a frozen network, and writes a file
 * of each class. It says on standard output how far it is.
 */
import { startEngine } from "../../../models/engines/start_engine.ts";
import { writeFeatures } from "../../../models/features/feature_file.ts";
import {
  featureTable,
  indicesOf,
} from "../../../models/features/feature_table.ts";
import { FrozenBody } from "../../../models/features/frozen_body.ts";
import { NETWORKS } from "../../../models/networks/networks.ts";
import { jsonLine, readJsonLines } from "../json_lines.ts";
import { leaveSignalsToParent } from "../leave_signals.ts";
import { dieWithParent } from "./_die_with_parent.ts";
import { loadDataset } from "./_load_dataset.ts";
import { openWeights } from "./_open_weights.ts";
import {
  type FeatureCommand,
  featureCommand,
  type FeatureReply,
} from "./messages.ts";

/** Any number: the last layer is not used. */
const LOGITS = 2;

if (import.meta.main) await work();

async function work(): Promise<void> {
  dieWithParent();
  // Standard output carries replies; what a library prints goes elsewhere.
  console.log = console.info = console.error;
  leaveSignalsToParent();
  try {
    for await (const message of readJsonLines(Deno.stdin.readable)) {
      await compute(featureCommand.parse(message));
      reply({ type: "done" });
    }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    reply({ type: "failure", message: text });
  }
  Deno.exit(0);
}

async function compute(
  { engine: start, source, order }: FeatureCommand,
): Promise<void> {
  const { model, weights, views, files } = order;
  const { compile: compiler } = await startEngine(start);
  const dataset = await loadDataset(order, source);
  const { imageShape } = dataset;
  const published = await openWeights(weights, source);
  const network = NETWORKS[model]({ imageShape, logits: LOGITS });
  const body = new FrozenBody({ network, published, compiler });
  const parts = files.map(({ split, label, path }) => {
    const { labels, images } = dataset[split];
    return { indices: indicesOf(labels, label), images, path };
  });
  const totalImages = parts.reduce(
    (sum, { indices }) => sum + indices.length,
    0,
  );
  let before = 0;
  for (const { indices, images, path } of parts) {
    const table = featureTable({
      count: indices.length,
      images: (rows) =>
        images(Array.from(rows, (row) => indices[row] as number)),
    }, {
      body,
      views,
      onProgress: (done) =>
        reply({ type: "progress", images: before + done, totalImages }),
    });
    await writeFeatures(path, table);
    before += indices.length;
  }
  body.dispose();
  published.dispose();
}

function reply(message: FeatureReply): void {
  let line = jsonLine(message);
  while (line.length > 0) line = line.subarray(Deno.stdout.writeSync(line));
}
