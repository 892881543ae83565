import { assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import { peersCsv } from "../../../labs/peers/peers_csv.ts";
import { reportOf } from "./_report.ts";

const reports = [reportOf(), reportOf()];

function rowsOf(name: string): Record<string, string>[] {
  const text = peersCsv(reports)[name] ?? "";
  return parse(text, { skipFirstRow: true }) as Record<string, string>[];
}

Deno.test("peers.csv has a row for each set-up, number of processes and peer", () => {
  const rows = rowsOf("peers.csv");
  assertEquals(rows.length, 2 * 2 * 3);
  const { peer, processes, images_per_second, suite_ratio, ...rest } = rows[1]!;
  assertEquals([peer, processes], ["keras", "1"]);
  assertEquals([images_per_second, suite_ratio], ["100", "2"]);
  assertEquals([rest.shown_to_differ, rest.versions], ["no", "keras 1.0"]);
  assertEquals([rest.peak_share, rest.peak_memory], ["", ""]);
  assertEquals(rows[0]!.peak_memory, String(2 ** 29));
  assertEquals(rows.map(({ shown_to_differ }) => shown_to_differ).slice(0, 3), [
    "itself",
    "no",
    "yes",
  ]);
});

Deno.test("peer_trials.csv has a row for each arm that was trained", () => {
  const rows = rowsOf("peer_trials.csv");
  assertEquals(rows.length, 2 * 3 * (4 + 2 * 4) * 2);
  const { head, first_loss, last_loss, train_seconds } = rows[0]!;
  assertEquals([head, first_loss, last_loss, train_seconds], [
    "plain",
    "0.5",
    "0.301",
    "0.75",
  ]);
});

Deno.test("peer_differences.csv has every difference with its interval", () => {
  const rows = rowsOf("peer_differences.csv");
  assertEquals(rows.length, 2 * 2 * 4);
  const { peer, measure, shown_to_differ, trials, lower, margin } = rows[4]!;
  assertEquals([peer, measure, shown_to_differ, trials], [
    "pytorch",
    "loss",
    "yes",
    "12",
  ]);
  assertEquals([Number(lower) > Number(margin), margin], [true, "0.014"]);
  assertEquals([rows[0]!.peer, rows[0]!.shown_to_differ], ["keras", "no"]);
});
