/** What was measured as tables for people, in 80 columns. */
import { wrap } from "../../reports/terminal/wrap.ts";
import type { Agreement } from "./agreement.ts";
import type { MedianRange } from "./median_range.ts";
import { SUITE } from "./peer.ts";
import { agreementOf, type PeersReport } from "./peers_report.ts";
import { CLASS_COUNT, type SetUp } from "./set_up.ts";

const NAME_WIDTH = 16;

/** The columns of each table, after the peer's name. */
const RATE_WIDTHS = [25, 21, 10];
const START_WIDTHS = [10, 14, 15, 11, 12];

const MEBIBYTE = 2 ** 20;

/**
 * Lays out one set-up: how fast peers train, how soon they have trained, and
 * what is void.
 *
 * @param report What was measured.
 * @param notes What people should know besides, a line each.
 * @returns Lines.
 */
export function peersTable(
  report: PeersReport,
  notes: readonly string[],
): string {
  const { setUp, rows } = report;
  const counts = [...new Set(rows.map(({ processes }) => processes))];
  const rounds = rows[0]?.rounds ?? 0;
  return [
    ...titleOf(setUp),
    ...counts.flatMap((processes) => [
      "",
      `${processesText(processes)}, median (range) of ${rounds} ` +
      (rounds === 1 ? "round" : "rounds"),
      ...rateTable(processes, report),
    ]),
    "",
    "first process; agreement over all trials",
    ...startTable(report),
    "",
    ...notes.flatMap((note) => wrap(`- ${note}`, "  ")),
  ].join("\n");
}

/**
 * Whether a peer's figures are void: it does not train what this suite trains.
 *
 * @returns What is not alike, for people; nothing if all is.
 */
export function voidReason(
  peer: string,
  agreements: readonly Agreement[],
): string | undefined {
  const stray = agreements.filter((own) => own.peer === peer && !own.agrees);
  if (stray.length === 0) return undefined;
  return stray.map(({ measure, head, difference }) => {
    const { point, lower, upper } = difference;
    const [at, from, to] = [point, lower, upper].map((value) =>
      (value < 0 ? "" : "+") + value.toFixed(3)
    );
    return `${measure}, ${head}: ${at} (${from}, ${to})`;
  }).join("; ");
}

function titleOf(setUp: SetUp): string[] {
  const { name, model, imageShape, epochs, batchSize, testCount } = setUp;
  const { majorityCount, minorityCount } = setUp;
  return wrap(
    `${name}: ${model} of ${imageShape.join("x")}, batch ${batchSize}. A ` +
      `trial is both arms, each ${epochs} ` +
      `${epochs === 1 ? "epoch" : "epochs"} of ` +
      `${majorityCount + minorityCount} images and an evaluation of ` +
      `${CLASS_COUNT * testCount}`,
  );
}

function processesText(processes: number): string {
  return processes === 1
    ? "one process on one core"
    : `${processes} processes, one on each core`;
}

function rateTable(
  processes: number,
  { rows, agreements }: PeersReport,
): string[] {
  const cells = rows.filter((row) => row.processes === processes)
    .map((row) => {
      const reason = voidReason(row.peer, agreements);
      if (reason !== undefined) return [row.peer, "void, see below", "", ""];
      const { peer, rate, suiteRatio, peakShare } = row;
      return [
        peer,
        rangeText(rate, 0),
        peer === SUITE ? "1" : rangeText(suiteRatio, 2),
        peakShare === undefined
          ? "–"
          : `${(100 * peakShare.median).toFixed(0)} %`,
      ];
    });
  return layOut(
    [["", "images/s", "suite / peer", "of peak"], ...cells],
    RATE_WIDTHS,
  );
}

function startTable(report: PeersReport): string[] {
  const { starts, memory, agreements } = report;
  const cells = starts.map((start) => {
    const { peer, readySeconds, firstTrialSeconds } = start;
    const bytes = memory.get(peer);
    return [
      peer,
      `${readySeconds.toFixed(1)} s`,
      `${firstTrialSeconds.toFixed(1)} s`,
      `${(readySeconds + firstTrialSeconds).toFixed(1)} s`,
      bytes === undefined ? "–" : `${(bytes / MEBIBYTE).toFixed(0)} MiB`,
      agreementOf(peer, agreements),
    ];
  });
  const lines = layOut([
    ["", "start", "first trial", "first result", "memory", "agrees"],
    ...cells,
  ], START_WIDTHS);
  const reasons = starts.flatMap(({ peer }) => {
    const reason = voidReason(peer, agreements);
    return reason === undefined ? [] : wrap(`void: ${peer}: ${reason}`, "  ");
  });
  return [...lines, ...reasons];
}

function layOut(
  lines: readonly (readonly string[])[],
  widths: readonly number[],
): string[] {
  return lines.map(([name = "", ...cells]) =>
    (name.padEnd(NAME_WIDTH) +
      cells.map((cell, at) => cell.padStart(widths[at] ?? 0)).join(""))
      .trimEnd()
  );
}

function rangeText(
  { median, lowest, highest }: MedianRange,
  digits: number,
): string {
  const text = (value: number) => value.toFixed(digits);
  return `${text(median)} (${text(lowest)}-${text(highest)})`;
}
