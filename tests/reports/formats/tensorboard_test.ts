import { assertEquals } from "@std/assert";
import { maskedCrc32c } from "../../../reports/formats/_crc32c.ts";
import { message } from "../../../reports/formats/_message.ts";
import {
  type Scalar,
  toEventFile,
} from "../../../reports/formats/event_file.ts";
import { tensorboard } from "../../../reports/formats/tensorboard.ts";
import { madeUpDocument } from "../_document.ts";
import { canRun, runPython } from "../../_python.ts";

const RUN = {
  started: 1_700_000_000,
  seconds: 9,
  steps: 3,
  parameters: { head: "plain", learningRate: 0.001, classes: "ä, 日本" },
};

const SCALARS: Scalar[] = [
  { tag: "loss", step: 1, value: 0.75 },
  { tag: "loss", step: 2, value: 0.25 },
  { tag: "loss", step: 300, value: 0.125 },
  { tag: "as-trained/minority_f1", step: 300, value: 0.5 },
];

/** The messages of a record file, their checksums compared. */
function recordsOf(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer);
  const records: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = Number(view.getBigUint64(at, true));
    const data = bytes.subarray(at + 12, at + 12 + length);
    assertEquals(
      [view.getUint32(at + 8, true), view.getUint32(at + 12 + length, true)],
      [maskedCrc32c(bytes.subarray(at, at + 8)), maskedCrc32c(data)],
    );
    records.push(data);
    at += length + 16;
  }
  return records;
}

Deno.test("maskedCrc32c() agrees with published CRC-32C values", () => {
  const masked = (crc: number) =>
    ((((crc >>> 15) | (crc << 17)) >>> 0) + 0xa282ead8) >>> 0;
  // RFC 3720, B.4: 32 bytes of zeroes, of ones, and ascending.
  const cases = [
    [new Uint8Array(32), 0x8a9136aa],
    [new Uint8Array(32).fill(255), 0x62a8ab43],
    [Uint8Array.from({ length: 32 }, (_, at) => at), 0x46dd794e],
  ] as const;
  for (const [bytes, crc] of cases) {
    assertEquals(maskedCrc32c(bytes), masked(crc));
  }
});

Deno.test("message() writes varints, texts, floats and messages", () => {
  assertEquals([...message([[1, 0n]])], [8, 0]);
  assertEquals([...message([[2, 300n]])], [16, 0xac, 2]);
  assertEquals([...message([[16, "ä"]])], [0x82, 1, 2, 0xc3, 0xa4]);
  assertEquals([...message([[2, { float: 1 }]])], [21, 0, 0, 0x80, 0x3f]);
  assertEquals(
    [...message([[1, { double: 1 }]])],
    [9, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f],
  );
});

Deno.test("toEventFile() writes whole records: version, parameters, scalars", () => {
  const records = recordsOf(toEventFile(SCALARS, RUN));
  assertEquals(records.length, 2 + SCALARS.length);
  assertEquals(
    new TextDecoder().decode(records[0]!.subarray(11)),
    "brain.Event:2",
  );
});

Deno.test("tensorboard() has a file a trial, each in a folder of its own", () => {
  const document = madeUpDocument({ seeds: 2, failed: [2] });
  const files = Object.entries(tensorboard(document));
  assertEquals(files.length, document.trials.length);
  for (const [at, [path, bytes]] of files.entries()) {
    const { id, result: { spec, losses, evaluations } } = document.trials[at]!;
    const key = id.slice(0, 10);
    assertEquals(
      path,
      `leaves-small-cnn/${spec.head}-softmax-seed${spec.seed}-${key}/` +
        `events.out.tfevents.0.${key}`,
    );
    // Its version and parameters, losses, and nine metrics an evaluation.
    assertEquals(
      recordsOf(bytes as Uint8Array).length,
      2 + losses.length + 9 * evaluations.length,
    );
  }
});

const TENSORBOARD = await canRun("python3", "-c", "import tensorboard");

Deno.test({
  name: "the real tensorboard reads toEventFile() back" +
    (TENSORBOARD ? "" : " (skipped: Python has no tensorboard)"),
  ignore: !TENSORBOARD,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    await Deno.writeFile(
      `${folder}/events.out.tfevents.0.test`,
      toEventFile(SCALARS, RUN),
    );
    const { code, text } = await runPython(
      `
import json, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.plugins.hparams import plugin_data_pb2
run = EventAccumulator(sys.argv[1])
run.Reload()
scalars = [[tag, event.step, event.value, event.wall_time]
           for tag in run.Tags()["scalars"] for event in run.Scalars(tag)]
[content] = run.PluginTagToContent("hparams").values()
data = plugin_data_pb2.HParamsPluginData.FromString(content)
parameters = {name: value.string_value or value.number_value
              for name, value in data.session_start_info.hparams.items()}
print(json.dumps([scalars, parameters]))
`,
      [folder],
    );
    assertEquals(code, 0, text);
    const line = text.split("\n").find((each) => each.startsWith("[["))!;
    const [scalars, parameters] = JSON.parse(line);
    assertEquals(
      scalars,
      SCALARS.map(({ tag, step, value }) => [
        tag,
        step,
        value,
        RUN.started + RUN.seconds * step / RUN.steps,
      ]),
    );
    assertEquals(parameters, RUN.parameters);
    await Deno.remove(folder, { recursive: true });
  },
});
