import { assertAlmostEquals, assertEquals } from "@std/assert";
import { peerRows } from "../../../labs/peers/peer_rows.ts";
import { trialOperations } from "../../../labs/peers/trial_operations.ts";
import { sampleOf, TINY } from "./_samples.ts";

const MULTIPLY_ADDS = { forward: 100, first: 10 };
const OPTIONS = {
  setUp: TINY,
  suite: "suite",
  multiplyAdds: MULTIPLY_ADDS,
  peaks: [],
};

/** A trial of which each arm takes some seconds. */
function trial(peer: string, round: number, seconds: number, process = 0) {
  return sampleOf({ peer, round, process }, {
    trainSeconds: seconds,
    evaluateSeconds: 0,
    cpuSeconds: seconds,
  });
}

Deno.test("peerRows() compares round by round, not the medians", () => {
  // The machine slows down from round to round: the ratio stays 2.
  const samples = [1, 2, 4].flatMap((seconds, at) => [
    trial("suite", at + 1, seconds),
    trial("peer", at + 1, 2 * seconds),
  ]);
  const [suite, peer] = peerRows(samples, OPTIONS);
  assertEquals(suite!.rate, { median: 100, lowest: 50, highest: 200 });
  assertEquals(suite!.suiteRatio, { median: 1, lowest: 1, highest: 1 });
  assertEquals(peer!.rate, { median: 50, lowest: 25, highest: 100 });
  assertEquals(peer!.suiteRatio, { median: 2, lowest: 2, highest: 2 });
  assertEquals(peer!.rounds, 3);
});

Deno.test("peerRows() adds up processes that run at once", () => {
  const at = { processes: 2 };
  const samples = [
    { ...trial("suite", 1, 1, 0), ...at },
    { ...trial("suite", 1, 2, 1), ...at },
    trial("suite", 1, 1),
  ];
  const rows = peerRows(samples, OPTIONS);
  assertEquals(
    rows.map(({ processes, rate }) => [processes, rate.median]),
    [[2, 200 + 100], [1, 200]],
  );
});

Deno.test("peerRows() gives the share of each round's own peak", () => {
  const operations = trialOperations(TINY, MULTIPLY_ADDS);
  const peakOf = (round: number, share: number) => ({
    processes: 1,
    round,
    operationsPerSecond: operations / 2 / share,
  });
  const [row] = peerRows([trial("suite", 1, 1), trial("suite", 2, 1)], {
    ...OPTIONS,
    peaks: [peakOf(1, 0.5), peakOf(2, 0.25)],
  });
  assertAlmostEquals(row!.peakShare!.lowest, 0.25);
  assertAlmostEquals(row!.peakShare!.highest, 0.5);
  assertEquals(
    peerRows([trial("suite", 1, 1)], OPTIONS)[0]!.peakShare,
    undefined,
  );
});

Deno.test("peerRows() keeps what a process got of its core", () => {
  const waiting = sampleOf({ round: 2 }, { cpuSeconds: 0.6 });
  const [row] = peerRows([sampleOf(), waiting], OPTIONS);
  assertAlmostEquals(row!.coreShare.lowest, 0.6);
  assertAlmostEquals(row!.coreShare.median, 0.8);
});
