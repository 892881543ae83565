/** `deno task speed`: images per second and memory of a step, eager and compiled. */
import type { EngineStart } from "../../models/engines/engine.ts";
import type { SpeedOptions } from "../../models/training/speed.ts";
import { chooseEngine } from "../run/choose_engine.ts";
import { readEngine } from "../run/settings/settings.ts";
import { readModel } from "../run/settings/read_model.ts";
import { UsageError } from "../study/usage_error.ts";
import { readFlags } from "./_read_flags.ts";
import { ExitCode, runTask } from "./_run_task.ts";
import { type Speed, speedTable, type WaySpeed } from "./_speed_table.ts";
import { SpeedTeam } from "./_speed_team.ts";

const HELP = `Measures training steps of a network with a final batch
normalization, one thread a process, eager and compiled in turn: images per
second, and the most memory that a process takes.

deno task speed [options]

  --model NAME    as of deno task bench          [small-cnn]
  --size N        images of N times N in colour  [28 times 28 in grey]
  --batch-size N  images a step                  [64]
  --rounds N      of each way                    [5]
  --engine NAME   tensorflow or wasm             [tensorflow, if it can be had]
  --json          the rounds, as JSON
`;

const DEFAULT_ROUNDS = 5;

const DEFAULT_BATCH_SIZE = 64;

const GREY_28 = [28, 28, 1] as const;

if (import.meta.main) await runTask(() => speed(Deno.args));

async function speed(args: readonly string[]): Promise<number> {
  const flags = readFlags(args, {
    task: "speed",
    string: ["rounds", "model", "size", "batch-size", "engine"],
    boolean: ["json"],
  });
  if (flags.help) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  const text = (name: string) => flags[name] as string | undefined;
  const count = (name: string) => readCount(name, text(name));
  const size = count("size");
  const rounds = count("rounds") ?? DEFAULT_ROUNDS;
  const imageShape = size === undefined ? GREY_28 : [size, size, 3] as const;
  const training: SpeedOptions = {
    batchSize: count("batch-size") ?? DEFAULT_BATCH_SIZE,
    model: readModel(text("model") ?? "small-cnn", imageShape[0]),
    imageShape,
  };
  const engine = await chooseEngine({
    engine: readEngine(text("engine")),
    device: "cpu",
  });
  const speeds: Speed[] = [];
  for (const processes of new Set([1, navigator.hardwareConcurrency])) {
    if (!fits(processes, speeds)) {
      console.error(
        `note: ${processes} processes are left out: there is not the memory`,
      );
      continue;
    }
    speeds.push(await measure(engine, { processes, rounds, training }));
  }
  console.log(
    flags.json ? JSON.stringify(speeds, null, 2) : speedTable(speeds, training),
  );
  return ExitCode.asExpected;
}

/**
 * Whether there is memory for so many, by what one was seen to take: those that
 * wait for their turn hold theirs.
 */
function fits(processes: number, [one]: readonly Speed[]): boolean {
  const { eager, compiled } = one ?? {};
  const both = (eager?.peakBytes ?? 0) + (compiled?.peakBytes ?? 0);
  return processes * both < Deno.systemMemoryInfo().available;
}

function readCount(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new UsageError(
    `Cannot use --${name} ${text}: wanted a whole number of at least 1`,
  );
}

/** Lets processes train side by side, eager and compiled in turn. */
async function measure(
  engine: EngineStart,
  { processes, rounds, training }: {
    processes: number;
    rounds: number;
    training: SpeedOptions;
  },
): Promise<Speed> {
  const isCompiled = [false, ...(engine.name === "wasm" ? [] : [true])];
  await using stack = new AsyncDisposableStack();
  const teams: SpeedTeam[] = [];
  for (const each of isCompiled) {
    const options = { engine, processes, training, isCompiled: each };
    teams.push(stack.use(await SpeedTeam.start(options)));
  }
  const measured = teams.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, team] of teams.entries()) {
      measured[at]?.push(await team.round());
    }
  }
  const [eager, compiled] = teams.map((team, at): WaySpeed => ({
    rounds: measured[at] ?? [],
    peakBytes: team.peakBytes,
  }));
  return { processes, eager: eager as WaySpeed, compiled };
}
