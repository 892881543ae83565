/** `deno task speed`: images per second of the eager and the compiled step. */
import type { SpeedOptions, SpeedRound } from "../../models/speed.ts";
import { chooseEngine } from "../run/choose_engine.ts";
import { readEngine } from "../run/settings.ts";
import type { EngineStart } from "../../models/engine.ts";
import { readModel } from "../run/read_model.ts";
import { UsageError } from "../study/usage_error.ts";
import { readFlags } from "./_read_flags.ts";
import { ExitCode, runTask } from "./_run_task.ts";

const HELP = `Measures training steps: a network with a final batch
normalization, batch 64, one thread a process, eager and compiled in turn.

deno task speed [--json] [--rounds N] [--model NAME] [--size N] [--engine NAME]

  --engine NAME tensorflow or wasm               [tensorflow, if it can be had]
  --model NAME  as of deno task bench            [small-cnn]
  --size N      images of N times N in colour    [28 times 28 in grey]
`;

const DEFAULT_ROUNDS = 5;

/** Images a step. */
const BATCH_SIZE = 64;

const GREY_28 = [28, 28, 1] as const;

/** What the processes of one set-up managed together. */
interface Speed {
  processes: number;
  /** Images per second, all processes together. */
  eager: Spread;
  /** Absent, as the next, where the engine has nothing to compile to. */
  compiled?: Spread;
  /** Compiled to eager, round by round. */
  ratio?: Spread;
}

interface Spread {
  median: number;
  lowest: number;
  highest: number;
}

if (import.meta.main) await runTask(() => speed(Deno.args));

async function speed(args: readonly string[]): Promise<number> {
  const flags = readFlags(args, {
    task: "speed",
    string: ["rounds", "model", "size", "engine"],
    boolean: ["json"],
  });
  if (flags.help) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  const text = (name: string) => flags[name] as string | undefined;
  const size = readCount("size", text("size"));
  const imageShape = size === undefined ? GREY_28 : [size, size, 3] as const;
  const options: SpeedOptions = {
    rounds: readCount("rounds", text("rounds")) ?? DEFAULT_ROUNDS,
    batchSize: BATCH_SIZE,
    model: readModel(text("model") ?? "small-cnn", imageShape[0]),
    imageShape,
  };
  const engine = await chooseEngine({
    engine: readEngine(text("engine")),
    device: "cpu",
  });
  const cores = navigator.hardwareConcurrency;
  const speeds: Speed[] = [];
  for (const processes of new Set([1, cores])) {
    speeds.push(await measure(engine, processes, options));
  }
  console.log(
    flags.json ? JSON.stringify(speeds, null, 2) : table(speeds, options),
  );
  return ExitCode.asExpected;
}

function readCount(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new UsageError(
    `Cannot use --${name} ${text}: wanted a whole number of at least 1`,
  );
}

/** Runs processes side by side, and adds up what they manage in each round. */
async function measure(
  engine: EngineStart,
  processes: number,
  options: SpeedOptions,
): Promise<Speed> {
  const measured = await runTogether(engine, processes, options);
  const totalsOf = (way: keyof SpeedRound) =>
    Array.from(
      { length: options.rounds },
      (_, round) =>
        measured.reduce((total, own) => total + (own[round]?.[way] ?? NaN), 0),
    );
  const eager = totalsOf("eager");
  const speed = { processes, eager: spread(eager) };
  if (engine.name === "wasm") return speed;
  const compiled = totalsOf("compiled");
  const ratios = compiled.map((total, round) => total / (eager[round] ?? NaN));
  return { ...speed, compiled: spread(compiled), ratio: spread(ratios) };
}

async function runTogether(
  engine: EngineStart,
  processes: number,
  options: SpeedOptions,
): Promise<SpeedRound[][]> {
  const children = Array.from(
    { length: processes },
    () =>
      new Deno.Command(Deno.execPath(), {
        args: [
          "run",
          "--quiet",
          "--no-prompt",
          "--permission-set=worker",
          new URL("./_speed_process.ts", import.meta.url).href,
          JSON.stringify(engine),
          JSON.stringify(options),
        ],
        stdin: "piped",
        stdout: "piped",
        stderr: "piped",
      }).spawn(),
  );
  const inputs = children.map((child) => child.stdin.getWriter());
  const outputs = children.map((child) => linesOf(child.stdout));
  const errors = children.map((child) => new Response(child.stderr).text());
  const results: SpeedRound[][] = [];
  const nextLine = async (index: number) => {
    const { value } = await outputs[index]?.next() ?? {};
    if (value !== undefined) return value;
    throw new Error(`Cannot measure: a process ended: ${await errors[index]}`);
  };
  for (const index of children.keys()) await nextLine(index);
  await Promise.all(inputs.map((input) => input.write(Uint8Array.of(1))));
  for (const index of children.keys()) {
    results.push(JSON.parse(await nextLine(index)));
  }
  await Promise.all(inputs.map((input) => input.close()));
  await Promise.all(children.map((child) => child.status));
  return results;
}

async function* linesOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string, undefined> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  return undefined;
}

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const at = (index: number) => sorted[index] as number;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    lowest: at(0),
    highest: at(sorted.length - 1),
  };
}

function table(
  speeds: readonly Speed[],
  { model, imageShape, batchSize }: SpeedOptions,
): string {
  const cells = [
    ["", "eager, images/s", "compiled, images/s", "ratio"]
      .slice(0, speeds[0]?.compiled === undefined ? 2 : 4),
    ...speeds.map(({ processes, eager, compiled, ratio }) => [
      processes === 1 ? "1 process" : `${processes} processes`,
      formatSpread(eager, 0),
      ...(compiled === undefined ? [] : [formatSpread(compiled, 0)]),
      ...(ratio === undefined ? [] : [formatSpread(ratio, 2)]),
    ]),
  ];
  const lines = cells.map(([name = "", ...values]) =>
    name.padEnd(14) + values.map((value) => value.padStart(22)).join("")
  );
  return [
    `${model}, ${imageShape.join("x")}, batch ${batchSize}, one thread a ` +
    "process: median (range)",
    ...lines,
  ].join("\n");
}

function formatSpread(
  { median, lowest, highest }: Spread,
  digits: number,
): string {
  const text = (value: number) => value.toFixed(digits);
  return `${text(median)} (${text(lowest)}-${text(highest)})`;
}
