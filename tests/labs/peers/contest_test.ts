import { assert, assertEquals, assertRejects } from "@std/assert";
import { Contest } from "../../../labs/peers/contest.ts";
import type { Peer } from "../../../labs/peers/peer.ts";
import { TINY } from "./_samples.ts";
import { StubLog, stubPeer } from "./_stub_team.ts";

async function hold(
  peers: readonly Peer[],
  { cores = 1, rounds = 2, stopAt = "" } = {},
) {
  using log = new StubLog();
  const stop = new AbortController();
  const measurement = await new Contest(TINY, {
    peers,
    rounds,
    meter: undefined,
    cores: Array.from({ length: cores }, () => undefined),
    start: (peer, { variant, core }) => log.start(peer, variant, core),
    onProgress: (action) => {
      if (stopAt !== "" && action.endsWith(stopAt)) stop.abort();
    },
    signal: stop.signal,
  }).run();
  return { measurement: measurement!, lines: log.lines };
}

Deno.test("peers are warmed one by one, and then take turns", async () => {
  const peers = [stubPeer("suite", {}), stubPeer("a", {}), stubPeer("b", {})];
  const { measurement, lines } = await hold(peers);
  assertEquals(
    lines,
    [
      ["suite 0", "a 0", "b 0"],
      ["suite 1", "a 1", "b 1"],
      ["suite 2", "a 2", "b 2"],
    ].flat(),
  );
  assertEquals(measurement.samples.length, 6, "warming up is not measured");
  assertEquals(
    measurement.starts.map(({ peer, versions }) => [peer, versions]),
    [["suite", "stub suite"], ["a", "stub a"], ["b", "stub b"]],
  );
  for (const { readySeconds, firstTrialSeconds } of measurement.starts) {
    assert(readySeconds > 0 && firstTrialSeconds > 0);
  }
});

Deno.test("a signal lets peers end their round, and nothing follows it", async () => {
  const peers = [stubPeer("suite", {}), stubPeer("a", {})];
  const stopped = await hold(peers, { cores: 2, stopAt: "round 1 of 2" });
  assertEquals(stopped.lines, ["suite 0", "a 0", "suite 1", "a 1"]);
  assertEquals(
    stopped.measurement.samples.map(({ peer, round }) => [peer, round]),
    [["suite", 1], ["a", 1]],
  );
  const early = await hold(peers, { stopAt: "starting suite" });
  assertEquals(early.lines, ["suite 0"]);
  assert(early.measurement === undefined);
});

Deno.test("with more cores there are more processes, and no seed comes twice", async () => {
  const peers = [stubPeer("suite", {}), stubPeer("a", {})];
  const { measurement } = await hold(peers, { cores: 3 });
  const own = measurement.samples.filter(({ peer }) => peer === "a");
  assertEquals(
    own.map(({ processes, round, process, seed }) => [
      processes,
      round,
      process,
      seed,
    ]),
    [
      [1, 1, 0, 1],
      [1, 2, 0, 2],
      [3, 1, 0, 3],
      [3, 1, 1, 4],
      [3, 1, 2, 5],
      [3, 2, 0, 6],
      [3, 2, 1, 7],
      [3, 2, 2, 8],
    ],
  );
});

Deno.test("a peer that dies is left out with all that it did", async () => {
  const peers = [
    stubPeer("suite", {}),
    stubPeer("a", { fatal: "2" }),
    stubPeer("b", {}),
    stubPeer("c", { fatal: "0" }),
  ];
  const { measurement, lines } = await hold(peers, { rounds: 3 });
  const { samples, starts, leftOut, memory } = measurement;
  const reason = "it ended with exit code 3: its last lines";
  assertEquals([...leftOut], [["c", reason], ["a", reason]]);
  assertEquals(
    new Set(samples.map(({ peer }) => peer)),
    new Set(["suite", "b"]),
  );
  assertEquals(starts.map(({ peer }) => peer), ["suite", "b"]);
  assert(!memory.has("a"));
  assertEquals(lines.filter((line) => line.startsWith("b ")).length, 4);
});

Deno.test("without this suite there is nothing to compare with", async () => {
  await assertRejects(
    () => hold([stubPeer("suite", { fatal: "1" }), stubPeer("a", {})]),
    Error,
    "Cannot measure this suite: it ended with exit code 3: its last lines",
  );
});

Deno.test("each peer is run in its fastest way", async () => {
  const slow = { seconds: "9" };
  const peers = [stubPeer("suite", {}), stubPeer("a", slow, { seconds: "4" })];
  const { measurement } = await hold(peers, { rounds: 1 });
  const own = measurement.samples.find(({ peer }) => peer === "a");
  assertEquals(own!.arms.map(({ trainSeconds }) => trainSeconds), [4, 4]);
});
