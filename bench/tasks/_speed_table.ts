/** What `deno task speed` measured, and how it is printed. */
import type { SpeedOptions } from "../../models/training/speed.ts";

/** Op by op, or the whole step as one function. */
export type Way = "eager" | "compiled";

/** What some processes managed in one of the ways. */
export interface WaySpeed {
  /** Images per second of each round, all processes together. */
  rounds: number[];
  /** The most memory of a process, in bytes, where it is known. */
  peakBytes: number | undefined;
}

/** A number of processes, and what they managed. */
export interface Speed {
  processes: number;
  eager: WaySpeed;
  /** Absent where the engine has nothing to compile to. */
  compiled?: WaySpeed | undefined;
}

/**
 * Writes speeds as a table: medians, ranges, and ratios round by round.
 *
 * @param speeds A row each.
 * @param training What was trained.
 */
export function speedTable(
  speeds: readonly Speed[],
  { model, imageShape, batchSize }: SpeedOptions,
): string {
  const header = ["", "", "images/s", "to eager", "peak memory"];
  const lines = [header, ...speeds.flatMap(rowsOf)]
    .map(([processes = "", way = "", ...values]) =>
      processes.padEnd(13) + way.padEnd(10) +
      values.map((value, at) => value.padStart([22, 19, 13][at] ?? 0)).join("")
    );
  return [
    `${model}, ${imageShape.join("x")}, batch ${batchSize}, one thread a ` +
    "process: median (range)",
    ...lines.map((line) => line.trimEnd()),
  ].join("\n");
}

function rowsOf({ processes, eager, compiled }: Speed): string[][] {
  const name = processes === 1 ? "1 process" : `${processes} processes`;
  const rows = [
    [name, "eager", formatSpread(eager.rounds, 0), "", gibibytes(eager)],
  ];
  if (compiled !== undefined) {
    const ratios = compiled.rounds.map((round, at) =>
      round / (eager.rounds[at] ?? NaN)
    );
    rows.push([
      ...["", "compiled", formatSpread(compiled.rounds, 0)],
      ...[formatSpread(ratios, 2), gibibytes(compiled)],
    ]);
  }
  return rows;
}

function gibibytes({ peakBytes }: WaySpeed): string {
  return peakBytes === undefined
    ? ""
    : `${(peakBytes / 2 ** 30).toFixed(2)} GiB`;
}

function formatSpread(values: readonly number[], digits: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const at = (index: number) => sorted[index] as number;
  const median = (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
  const text = (value: number) =>
    value.toFixed(value < 10 ? Math.max(digits, 1) : digits);
  return `${text(median)} (${text(at(0))}-${text(at(sorted.length - 1))})`;
}
