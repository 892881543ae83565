/** The table of fields, compared with what a trial reads of its spec. */
import { assertEquals } from "@std/assert";
import { fieldsDeciding } from "../../../bench/trials/decided_by.ts";
import type { Field } from "../../../bench/trials/field.ts";
import { FIELDS } from "../../../bench/trials/fields.ts";
import { mlp } from "../../../models/networks/mlp.ts";
import { compile } from "../../../models/engines/tensorflow/compile.ts";
import { Classifier } from "../../../models/training/classifier.ts";
import { Trainer } from "../../../models/training/trainer.ts";
import { engineTest } from "../../_engine.ts";
import { halves } from "../../models/_halves.ts";
import { halvesSet } from "../_made_up_images.ts";
import { runTrials } from "../_train_made_up.ts";
import { trialWith } from "../_trials.ts";

/** A small trial of what has all parts. */
const TRIAL = trialWith({
  majority: ["loud"],
  minority: ["soft"],
  majorityCount: 16,
  minorityCount: 2,
  testCount: 4,
  imageSize: 8,
  model: "mlp",
  head: "final-batch-norm",
  batchSize: 8,
  epochs: 1,
});

Deno.test("the values of a field begin with that of the reference protocol", () => {
  for (const [name, field] of Object.entries(FIELDS)) {
    const { values, default: usual }: Field = field;
    if (values === undefined || usual === undefined) continue;
    assertEquals(Object.keys(values)[0], usual, name);
  }
});

/** A value that notes what is read of it, and may not be copied as a whole. */
function watched<Value extends object>(
  value: Value,
): { value: Value; read: Set<string> } {
  const read = new Set<string>();
  const proxy = new Proxy(value, {
    get(target, name) {
      read.add(String(name));
      return Reflect.get(target, name);
    },
    ownKeys() {
      throw new Error("a copy reads every field, whether it is used or not");
    },
  });
  return { value: proxy, read };
}

engineTest("a trial reads every field of the table", async () => {
  const { value: spec, read } = watched(TRIAL.spec);
  const [result] = await runTrials([{ ...TRIAL, spec }], {
    networkKey: () => "",
    dataset: halvesSet(),
  });
  assertEquals(result!.status, "ok");
  assertEquals([...read].sort(), Object.keys(FIELDS).sort());
});

engineTest(
  "a compiled network reads the fields that are said to decide it",
  () => {
    const { value: recipe, read } = watched(TRIAL.spec);
    const network = mlp({ imageShape: [8, 8, 1], logits: 2 });
    const trainer = new Trainer(new Classifier(network, recipe), compile);
    trainer.train(halves(20), TRIAL.spec);
    trainer.dispose();
    // These two are read where the network itself is made.
    read.add("model").add("weights");
    assertEquals([...read].sort(), fieldsDeciding("network").sort());
  },
);
