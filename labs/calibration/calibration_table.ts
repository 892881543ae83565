/**
 * Rates as a table for people, in percent, each with its simulation error, and
 * with a mark where it is beyond what it ought to be.
 *
 * @module
 */
import type { Alarms } from "./alarms.ts";
import type { Calibration, Rate } from "./calibrate.ts";

/** The rate of wrong verdicts that a level of 0.95 promises at most. */
const NOMINAL = 0.05;

/** Of several hundred rates, one is beyond this by chance. */
const ERRORS = 3;

const HEADINGS = [
  "seeds",
  "world",
  "studies",
  "false support",
  "false contradiction",
  "coverage",
  "power",
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
 *   world: "jumps", seeds: 6, level: 0.95,
 *   falseSupport: rate, falseContradiction: { hits: 2, of: 100 },
 *   coverage: { hits: 95, of: 100 }, power: rate,
 * }]);
 * assertStringIncludes(table, "20.0 ±4.0!");
 * ```
 */
export function calibrationTable(
  calibrations: readonly Calibration[],
): string {
  const rows = calibrations.map((calibration) => {
    const { world, seeds, level, ...rates } = calibration;
    const { falseSupport, falseContradiction, coverage, power } = rates;
    return [
      String(seeds),
      world,
      String(falseSupport.of),
      cellOf(falseSupport, excess(falseSupport, NOMINAL)),
      cellOf(falseContradiction, excess(falseContradiction, NOMINAL)),
      cellOf(coverage, excess(missesOf(coverage), 1 - level)),
      cellOf(power, 0),
    ];
  });
  return layOut([HEADINGS, ...rows], { leftColumn: 1 });
}

const ALARM_HEADINGS = [
  "seeds",
  "runs",
  "false alarm, once",
  "and again",
  "true alarm, once",
  "and again",
];

/**
 * Lays out how often verdicts alarm, by one run, and again on fresh seeds.
 *
 * @returns Lines.
 */
export function alarmTable(alarms: readonly Alarms[]): string {
  const rows = alarms.map((alarm) => {
    const { falseOnce, falseConfirmed, trueOnce, trueConfirmed } = alarm;
    const rates = [falseOnce, falseConfirmed, trueOnce, trueConfirmed];
    return [
      String(alarm.seeds),
      String(falseOnce.of),
      ...rates.map((rate) => cellOf(rate, 0)),
    ];
  });
  return layOut([ALARM_HEADINGS, ...rows], {});
}

function layOut(
  lines: readonly (readonly string[])[],
  { leftColumn }: { leftColumn?: number },
): string {
  const widths = (lines[0] ?? []).map((_, at) =>
    Math.max(...lines.map((cells) => cells[at]?.length ?? 0))
  );
  return lines.map((cells) =>
    cells.map((cell, at) =>
      at === leftColumn ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)
    ).join("  ").trimEnd()
  ).join("\n");
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
