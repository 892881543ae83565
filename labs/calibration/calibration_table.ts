/**
 * Rates as a table for people, in percent, each with its simulation error, and
 * with a mark where it is beyond what it should be.
 *
 * @module
 */
import type { Calibration, Rate } from "./calibrate.ts";
import type { RunCalibration } from "./calibrate_runs.ts";

/** The share of wrong verdicts that is promised, on each side: 1 in 40. */
const PROMISED = 1 / 40;

/** The share of intervals that may miss the truth. */
const MISSED = 1 / 20;

/** Of several hundred rates, one is beyond this by chance. */
const ERRORS = 3;

const HEADINGS = [
  "world",
  "studies",
  "false support",
  "at its best",
  "resumed",
  "false contradiction",
  "coverage",
  "power",
  "seeds",
];

/**
 * Lays out rates.
 *
 * @param calibrations A row each.
 * @returns Lines; a rate that does not hold has an exclamation mark.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { calibrationTable } from "./calibration_table.ts";
 * const rate = { hits: 20, of: 100 };
 * const table = calibrationTable([{
 *   world: "jumps", falseSupport: rate, everSupport: rate,
 *   resumedSupport: rate, falseContradiction: { hits: 2, of: 100 },
 *   coverage: { hits: 95, of: 100 }, power: rate, seeds: [8, 12, 14],
 * }]);
 * assertStringIncludes(table, "20.0 ±4.0!");
 * assertStringIncludes(table, "12, 14");
 * ```
 */
export function calibrationTable(
  calibrations: readonly Calibration[],
): string {
  const wrong = (rate: Rate) => cellOf(rate, excess(rate, PROMISED));
  const rows = calibrations.map((each) => [
    each.world,
    String(each.falseSupport.of),
    wrong(each.falseSupport),
    wrong(each.everSupport),
    wrong(each.resumedSupport),
    wrong(each.falseContradiction),
    cellOf(each.coverage, excess(missesOf(each.coverage), MISSED)),
    cellOf(each.power, 0),
    seedsOf(each.seeds),
  ]);
  return layOut([HEADINGS, ...rows]);
}

/** Lays out what came of runs, with shared luck and without. */
export function runTable(
  runs: Readonly<Record<string, RunCalibration>>,
): string {
  const percent = (share: number) => (100 * share).toFixed(1);
  const rows = Object.entries(runs).map(([name, each]) => [
    name,
    String(each.runs),
    percent(each.wrong),
    percent(each.wrongClaims),
    percent(each.wrongStar),
    percent(each.decided),
    percent(each.starred),
  ]);
  return layOut([
    [
      "20 assertions",
      "runs",
      "wrong",
      "wrong claims",
      "a wrong star",
      "decided",
      "starred",
    ],
    ...rows,
  ]);
}

/** The first column is of words, the others are of numbers. */
function layOut(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, at) =>
    Math.max(...lines.map((cells) => cells[at]?.length ?? 0))
  );
  return lines.map((cells) =>
    cells.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)
    ).join("  ").trimEnd()
  ).join("\n");
}

/** Of ascending numbers the median, and what 9 in 10 are not beyond. */
function seedsOf(seeds: readonly number[]): string {
  if (seeds.length === 0) return "none";
  const at = (share: number) =>
    seeds[Math.max(0, Math.ceil(share * seeds.length) - 1)];
  return `${at(0.5)}, ${at(0.9)}`;
}

/** A rate in percent, its simulation error, and a mark or room for it. */
function cellOf(rate: Rate, excess: number): string {
  const percent = (share: number) => (100 * share).toFixed(1);
  const mark = excess > ERRORS ? "!" : " ";
  return `${percent(rate.hits / rate.of)} ±${percent(errorOf(rate))}${mark}`;
}

/** By how many simulation errors a rate is above a share. */
function excess(rate: Rate, share: number): number {
  return (rate.hits / rate.of - share) / errorOf(rate);
}

/**
 * The standard error, with a hit and a miss more than were seen: none of 20 is
 * not known to be never.
 */
function errorOf({ hits, of }: Rate): number {
  const share = (hits + 1) / (of + 2);
  return Math.sqrt(share * (1 - share) / of);
}

function missesOf({ hits, of }: Rate): Rate {
  return { hits: of - hits, of };
}
