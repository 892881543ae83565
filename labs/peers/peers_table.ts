/** What was measured as tables for people, in 80 columns. */
import { wrap } from "../../reports/terminal/wrap.ts";
import type { MedianRange } from "./median_range.ts";
import { SUITE } from "./peer.ts";
import { MEASURES, type PeerDifference } from "./peer_differences.ts";
import type { PeersReport } from "./peers_report.ts";
import { ARMS, CLASS_COUNT, type SetUp } from "./set_up.ts";

const NAME_WIDTH = 16;

/** The columns of each table, after the peer's name. */
const RATE_WIDTHS = [25, 21, 10];
const START_WIDTHS = [10, 14, 15, 11];
const DIFFERENCE_WIDTHS = [16, 16, 16, 16];

/** What a measure is called here, and its unit. */
const MEASURE_TEXTS = {
  loss: { title: "loss", unit: " nats" },
  f1: { title: "F1", unit: " of F1" },
} as const;

const ARM_TITLES = { "plain": "plain", "final-batch-norm": "layer" } as const;

const MEBIBYTE = 2 ** 20;

/**
 * Lays out one set-up: how fast peers train, how soon they have trained, how far
 * they are from what this suite trains, and what is void.
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
    "first process",
    ...startTable(report),
    ...differenceTable(report),
    "",
    ...notes.flatMap((note) => wrap(`- ${note}`, "  ")),
  ].join("\n");
}

/**
 * Whether a peer's figures are void: it is shown to train something else than
 * this suite.
 *
 * @returns What is shown to differ, for people; nothing if nothing is.
 */
export function voidReason(
  peer: string,
  differences: readonly PeerDifference[],
): string | undefined {
  const shown = differences.filter((own) => own.peer === peer && own.isShown);
  if (shown.length === 0) return undefined;
  return shown.map(({ measure, head, point, lower, upper }) => {
    const { title } = MEASURE_TEXTS[measure];
    const [at, from, to] = [point, lower, upper].map(signed);
    return `${title}, ${ARM_TITLES[head]}: ${at} (${from}, ${to})`;
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
  { rows, differences }: PeersReport,
): string[] {
  const cells = rows.filter((row) => row.processes === processes)
    .map((row) => {
      const reason = voidReason(row.peer, differences);
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

function startTable({ starts, memory }: PeersReport): string[] {
  const cells = starts.map((start) => {
    const { peer, readySeconds, firstTrialSeconds } = start;
    const bytes = memory.get(peer);
    return [
      peer,
      `${readySeconds.toFixed(1)} s`,
      `${firstTrialSeconds.toFixed(1)} s`,
      `${(readySeconds + firstTrialSeconds).toFixed(1)} s`,
      bytes === undefined ? "–" : `${(bytes / MEBIBYTE).toFixed(0)} MiB`,
    ];
  });
  return layOut([
    ["", "start", "first trial", "first result", "memory"],
    ...cells,
  ], START_WIDTHS);
}

/** What peers get, minus what this suite gets, and how sure that is. */
function differenceTable({ starts, differences }: PeersReport): string[] {
  const peers = starts.map(({ peer }) => peer).filter((peer) => peer !== SUITE);
  if (peers.length === 0) return [];
  const columns = MEASURES.flatMap(({ name }) =>
    ARMS.map((head) => ({ name, head }))
  );
  const cells = peers.map((peer) => [
    peer,
    ...columns.map(({ name, head }) => {
      const own = differences.find((difference) =>
        difference.peer === peer && difference.measure === name &&
        difference.head === head
      );
      return own === undefined ? "unknown" : differenceText(own);
    }),
  ]);
  const titles = columns.map(({ name, head }) =>
    `${MEASURE_TEXTS[name].title}, ${ARM_TITLES[head]}`
  );
  const reasons = peers.flatMap((peer) => {
    const reason = voidReason(peer, differences);
    return reason === undefined ? [] : wrap(`void: ${peer}: ${reason}`, "  ");
  });
  const margins = MEASURES.map(({ name, margin }) =>
    `${margin}${MEASURE_TEXTS[name].unit}`
  ).join(" or ");
  return [
    "",
    "peer minus suite over all trials, give or take five standard errors",
    ...layOut([["", ...titles], ...cells], DIFFERENCE_WIDTHS),
    ...reasons.length > 0 ? reasons : [
      `no difference is shown to be larger than ${margins}`,
    ],
  ];
}

function differenceText({ point, upper }: PeerDifference): string {
  return `${signed(point)} ± ${(upper - point).toFixed(3)}`;
}

function signed(value: number): string {
  return (value < 0 ? "" : "+") + value.toFixed(3);
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
