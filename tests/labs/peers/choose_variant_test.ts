import { assertEquals, assertRejects } from "@std/assert";
import { chooseVariant } from "../../../labs/peers/choose_variant.ts";
import type { Peer } from "../../../labs/peers/peer.ts";
import { TINY } from "./_samples.ts";
import { StubLog, stubPeer } from "./_stub_team.ts";

async function choose(peer: Peer) {
  using log = new StubLog();
  const times = await chooseVariant(peer, {
    setUp: TINY,
    start: (variant) => log.start(peer, variant, undefined),
  });
  return { times, trials: log.lines.length };
}

Deno.test("chooseVariant() puts the fastest way first", async () => {
  const peer = stubPeer("a", { seconds: "3" }, { seconds: "1" }, {
    seconds: "2",
  });
  const { times, trials } = await choose(peer);
  assertEquals(
    times.map(({ variant, cpuSeconds }) => [variant.name, cpuSeconds]),
    [["way 2", 1], ["way 3", 2], ["way 1", 3]],
  );
  assertEquals(trials, 3 * (1 + 3));
});

Deno.test("chooseVariant() tries long trials less often", async () => {
  const { trials } = await choose(
    stubPeer("a", { seconds: "15" }, { seconds: "25" }),
  );
  assertEquals(trials, (1 + 2) + (1 + 1));
});

Deno.test("chooseVariant() passes over a way that cannot run", async () => {
  const { times } = await choose(
    stubPeer("a", { fatal: "0" }, { seconds: "2" }),
  );
  assertEquals(times[0].variant.name, "way 2");
  assertEquals(times[1]!.reason, "it ended with exit code 3: its last lines");
});

Deno.test("chooseVariant() does not try a peer of one way", async () => {
  const { times, trials } = await choose(stubPeer("a", {}));
  assertEquals([times.length, trials], [1, 0]);
});

Deno.test("chooseVariant() says why no way can run", async () => {
  await assertRejects(
    () => choose(stubPeer("a", { fatal: "0" }, { fatal: "0" })),
    Error,
    "it ended with exit code 3: its last lines",
  );
});
