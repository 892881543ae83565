import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { logEvidence } from "../../statistics/bets.ts";
import { heightQuantity } from "../../statistics/height_quantity.ts";
import { intervalOf } from "../../statistics/interval.ts";
import { meanQuantity } from "../../statistics/mean_quantity.ts";
import { rangeQuantity } from "../../statistics/range_quantity.ts";
import { type Replay, replay } from "../../statistics/replay.ts";
import type { Entry, Schedule, Standing } from "../../statistics/standing.ts";
import { wagerEquivalent, wagerGreater } from "../../statistics/wager.ts";
import {
  BOUNDS,
  drawCoins,
  drawLopsided,
  gains,
  LEVEL,
  PEAK,
  small,
  table,
  times,
} from "./_bet_scores.ts";

const SCHEDULE: Schedule = { first: 8, step: 2, most: 60 };

/** An assertion that a mean is above 0. */
function positive(
  key: string,
  scores: readonly (number | undefined)[],
  { family = "paper", bound = 0, margin = 0.05 } = {},
): Entry {
  const mean = meanQuantity(scores, BOUNDS);
  const wager = wagerGreater(mean, { bound, margin });
  return { key, claim: key, family, wager };
}

/** The run of `betting_reference.py`, with the first seeds of each. */
function planned(seedsOf: (key: string) => number): Entry[] {
  const paper = (key: string, wager: Entry["wager"]) => ({
    key,
    claim: key,
    family: "paper",
    wager,
  });
  const minus = gains(seedsOf("against")).map((each) => -each);
  const weak = small(seedsOf("weak")).map((each) => each + 1 / 64);
  const none = meanQuantity(small(seedsOf("none")), BOUNDS);
  const height = heightQuantity(table(seedsOf("peak"), PEAK), BOUNDS);
  const range = rangeQuantity(table(seedsOf("differ"), LEVEL), BOUNDS);
  const headline = { bound: 0.15, margin: 0 };
  return [
    positive("strong", gains(seedsOf("strong"))),
    positive("headline", gains(seedsOf("headline")), headline),
    positive("against", minus),
    paper("none", wagerEquivalent(none, { margin: 0.1 })),
    paper("peak", wagerGreater(height, { bound: 0, margin: 0.05 })),
    paper("differ", wagerGreater(range, { bound: 0.05, margin: 0 })),
    positive("weak", weak),
  ];
}

function standing({ standings }: Replay, key: string): Standing {
  return standings.get(key)!;
}

/** `betting_reference.py`: run, give_up=12; verdict, seeds, bar, logs. */
const EXPECTED = [
  [
    "strong",
    "supported",
    38,
    66.66666666666666,
    4.887928117663,
    -2.57734991099,
  ],
  ["headline", "inconclusive", 20, 0, -0.403878067776, -0.78849099914],
  ["against", "contradicted", 30, 100, -2.524946140818, 4.998732040822],
  ["none", "supported", 42, 50, 3.993883144359, -2.043718738305],
  ["peak", "supported", 24, 200, 5.376453306195, -2.794638517826],
  ["differ", "inconclusive", 16, 0, -1.615386289975, -0.179893688627],
  ["weak", "inconclusive", 12, 0, 0.140258397439, 0.332459941482],
] as const;

Deno.test("replay() decides, freezes and gives up as the reference does", () => {
  const run = replay(planned(() => 60), SCHEDULE);
  assertEquals(run.next, undefined);
  for (const [key, verdict, seeds, bar, support, against] of EXPECTED) {
    const found = standing(run, key);
    assertEquals([found.verdict, found.seeds], [verdict, seeds], key);
    assertAlmostEquals(found.support, support, 1e-10, key);
    assertAlmostEquals(found.contradiction, against, 1e-10, key);
    if (bar > 0) assertAlmostEquals(found.bar, bar, 1e-10, key);
  }
  assertEquals(standing(run, "weak").state, "given-up");
  assertEquals(standing(run, "differ").state, "given-up");
});

Deno.test("replay() decides alike where nothing is given up", () => {
  const run = replay(planned(() => 60), { ...SCHEDULE, giveUpFrom: Infinity });
  // betting_reference.py: run, give_up=None
  assertEquals([...run.standings.values()].map(({ seeds }) => seeds), [
    38,
    60,
    30,
    42,
    24,
    60,
    60,
  ]);
  assertAlmostEquals(
    standing(run, "weak").contradiction,
    1.845932249825,
    1e-10,
  );
});

Deno.test("replay() asks round by round for what is open, and no more", () => {
  const has = new Map<string, number>();
  const seedsOf = (key: string) => has.get(key) ?? 0;
  let run = replay(planned(seedsOf), SCHEDULE);
  assertEquals([run.next, run.rounds], [8, []]);
  while (run.next !== undefined) {
    for (const { key, isGoingOn } of run.standings.values()) {
      if (isGoingOn) has.set(key, run.next);
    }
    run = replay(planned(seedsOf), SCHEDULE);
  }
  assertEquals(run, replay(planned(() => 60), SCHEDULE));
  assertEquals(
    EXPECTED.map(([key]) => seedsOf(key)),
    EXPECTED.map(([, , seeds]) => seeds),
  );
});

Deno.test("replay() says what was open after each round", () => {
  const { rounds } = replay(planned(() => 60), SCHEDULE);
  assertEquals(rounds.map(({ seeds }) => seeds), times(18, (at) => 8 + 2 * at));
  const after = (seeds: number) =>
    rounds.find((round) => round.seeds === seeds)!.goingOn;
  assertEquals(after(8).length, 7);
  assertEquals(after(22), ["strong", "against", "none", "peak"]);
  assertEquals(after(40), ["none"]);
  assertEquals(after(42), []);
});

Deno.test("replay() stops at the last finished round", () => {
  const run = replay(planned(() => 31), SCHEDULE);
  assertEquals(run.next, 32);
  assertEquals(run.rounds.at(-1)?.seeds, 30);
  assertEquals(standing(run, "strong").state, "open");
  assertEquals(standing(run, "strong").seeds, 30);
  assertEquals(standing(run, "against").verdict, "contradicted");
});

Deno.test("replay() looks once where the first look is the last", () => {
  const run = replay(planned(() => 60), { first: 60, step: 2, most: 40 });
  assertEquals(run.rounds, [{ seeds: 40, goingOn: [] }]);
  const all = { ...SCHEDULE, first: 39, most: 40 };
  assertEquals(replay(planned(() => 40), all).rounds.length, 2);
});

Deno.test("replay() lowers the bar as others are decided", () => {
  // 41.7 to 1 from seven seeds on, where a single one of three takes 60.
  const early = times(30, (t) => t < 7 ? 0.8 : 0);
  const late = times(30, (t) => t < 12 ? 0 : 1);
  const flat = times(30, (t) => t % 2 === 0 ? 0.9 : -0.9);
  const run = replay(
    [positive("early", early), positive("late", late), positive("flat", flat)],
    { ...SCHEDULE, most: 30, giveUpFrom: Infinity },
  );
  const [first, second] = run.standings.values();
  assertEquals([first?.verdict, first?.seeds], ["supported", 18]);
  assertEquals([second?.verdict, second?.seeds], ["supported", 18]);
  assertEquals(first?.bar, 40);
});

Deno.test("replay() promises for each family apart", () => {
  const scores = [0.9, 0.8, 0.9, 0.8, 0.9, 0.8, 0.9, 0.8];
  const flat = times(8, () => 0);
  const schedule = { first: 8, step: 1, most: 8 };
  const family = times(9, (at) => positive(`${at}`, flat));
  const own = replay([
    positive("gain", scores, { family: "control" }),
    ...family,
  ], schedule);
  assertEquals(standing(own, "gain").verdict, "supported");
  const shared = replay([positive("gain", scores), ...family], schedule);
  assertEquals(standing(shared, "gain").verdict, "inconclusive");
  assertEquals(standing(shared, "gain").bar, 200);
});

Deno.test("replay() counts what is not run with the evidence kept of it", () => {
  const scores = [0.9, 0.8, 0.9, 0.8, 0.9, 0.8, 0.9, 0.8];
  const schedule = { first: 8, step: 1, most: 8 };
  const kept = (support: number, family = "paper") =>
    times(9, () => ({
      family,
      support,
      contradiction: -Infinity,
      isTouching: false,
    }));
  const at = (others: Schedule["others"]) =>
    replay([positive("gain", scores)], { ...schedule, others: others! })
      .standings.get("gain")!;
  assertEquals(at([]).verdict, "supported");
  assertEquals(at(kept(-Infinity)).verdict, "inconclusive");
  assertEquals(at(kept(6)).verdict, "supported");
  assertEquals(at(kept(-Infinity, "control")).verdict, "supported");
  const touching = kept(6).map((each) => ({ ...each, isTouching: true }));
  assertEquals(at(touching).bar, 40);
  assertEquals(at(touching.slice(0, 1)).bar, 40);
  assertEquals(at(kept(-Infinity)).bar, 200);
});

Deno.test("replay() counts an assertion twice whose sides touch", () => {
  const flat = times(8, () => 0);
  const schedule = { first: 8, step: 1, most: 8 };
  const [apart, touching] = [0.05, 0].map((margin) =>
    replay(
      times(4, (at) => positive(`${at}`, flat, { margin })),
      schedule,
    ).standings.get("0")!.bar
  );
  assertEquals([apart, touching], [80, 160]);
});

Deno.test("replay() stars what stands whatever the others are", () => {
  const run = replay(planned(() => 60), SCHEDULE);
  // The peak has 216 to 1, and the smallest of the others next to nothing: the
  // least mean is 43, of five. The one with 148 on its side has 30.
  const starred = [...run.standings.values()].filter(({ isStarred }) =>
    isStarred
  );
  assertEquals(starred.map(({ key }) => key), ["peak"]);
  const sure = replay(
    [positive("sure", times(60, () => 0.9)), ...planned(() => 60)],
    { ...SCHEDULE, first: 20 },
  );
  assertEquals(standing(sure, "sure").isStarred, true);
  const turned = replay(
    [positive("never", times(60, () => -0.9)), ...planned(() => 60)],
    { ...SCHEDULE, first: 20 },
  );
  assertEquals(standing(turned, "never").verdict, "contradicted");
  assertEquals(standing(turned, "never").isStarred, true);
});

Deno.test("replay() supports where both sides are shown at once", () => {
  // Between the bound and bound + margin, both are true.
  const scores = times(60, () => 0.3);
  const run = replay(
    [positive("both", scores, { bound: 0.1, margin: 0.4 })],
    { first: 60, step: 1, most: 60 },
  );
  const { verdict, isBoth } = standing(run, "both");
  assertEquals([verdict, isBoth], ["supported", true]);
});

Deno.test("replay() says what would decide the rest", () => {
  const run = replay(planned(() => 31), SCHEDULE);
  const { wanted } = standing(run, "strong");
  assert(wanted!.least <= 38 && 38 <= wanted!.most);
  assertEquals(standing(run, "against").wanted, undefined);
  const one = replay([positive("one", [0.5])], { ...SCHEDULE, first: 1 });
  assertEquals(standing(one, "one").seeds, 1);
  assertEquals(standing(one, "one").wanted, undefined);
});

Deno.test("replay() has failed seeds speak against either verdict", () => {
  const scores = gains(60);
  const some = scores.map((score, seed) => seed === 5 ? undefined : score);
  const schedule = { ...SCHEDULE, giveUpFrom: Infinity };
  const seedsOf = (scores: readonly (number | undefined)[]) =>
    standing(replay([positive("gain", scores)], schedule), "gain");
  assert(seedsOf(some).seeds > seedsOf(scores).seeds);
  const none = seedsOf(times(60, () => undefined));
  assertEquals([none.verdict, none.state], ["inconclusive", "spent"]);
});

Deno.test("replay() gives no verdict that its interval speaks against", () => {
  for (let study = 1; study <= 40; study++) {
    const scores = drawCoins(study, [60, 0.4]);
    const run = replay([positive("gain", scores)], SCHEDULE);
    const { seeds, verdict } = standing(run, "gain");
    const mean = meanQuantity(scores.slice(0, seeds), BOUNDS);
    const { lower, upper } = intervalOf(mean)!;
    if (verdict === "supported") assert(lower > 0);
    if (verdict === "contradicted") assert(upper < 0.05);
  }
});

Deno.test("replay() is wrong in few of its verdicts, over whole runs", () => {
  // Looks after every round, on twelve assertions that share their seeds: half
  // of them at the edge, lopsided and tied ones among them.
  const runs = times(300, (study) => {
    const entries = times(12, (at) => {
      const scores = at % 3 === 0
        ? drawLopsided(study + 1, 60)
        : drawCoins(study + 1, [60, at % 2 === 0 ? 0 : 0.5]);
      return positive(`${at}`, scores);
    });
    const verdicts = [...replay(entries, SCHEDULE).standings.values()];
    const wrong = verdicts.filter(({ key, verdict }) =>
      verdict === "supported" &&
      (Number(key) % 2 === 0 || Number(key) % 3 === 0)
    ).length;
    const all = verdicts.filter(({ state }) =>
      state === "decided"
    ).length;
    return { share: wrong / Math.max(all, 1), any: wrong > 0, all };
  });
  const mean = runs.reduce((sum, { share }) => sum + share, 0) / runs.length;
  assert(mean <= 0.05, `${mean}`);
  assert(runs.reduce((sum, { all }) => sum + all, 0) / 300 > 3);
});

/**
 * Where an assertion takes 40 to 1, and a claim 72: of ten claims, of which eight
 * count twice, three are decided, one has many assertions, and five are open.
 */
function beside(
  own: readonly Entry[],
  { most = 60, giveUpFrom = 12, isWhole, decided = 3 }:
    & Partial<Schedule>
    & { decided?: number } = {},
): Replay {
  const strong = times(20, (at) => ({
    ...positive(`strong ${at}`, times(most, () => 0.9)),
    claim: "strong",
  }));
  const otherClaims = times(8, (at) => ({
    family: "paper",
    drawn: at < decided ? "supported" as const : "inconclusive" as const,
    support: Math.log(72.1),
    contradiction: -Infinity,
    isTouching: true,
  }));
  const looks = { first: 8, step: 1, most, giveUpFrom };
  const schedule = { ...looks, otherClaims, isWhole };
  return replay([...strong, ...own], schedule);
}

/** How far it was trained: for itself, and for its claim. */
function seedsOf(run: Replay, key: string): [number, number] {
  const { seeds, trained } = standing(run, key);
  return [seeds, trained];
}

Deno.test("replay() lets a decided assertion go on for its claim, and keeps its verdict", () => {
  const entry = positive("weak", times(60, () => 0.4));
  const run = beside([entry]);
  const { seeds, verdict, support } = standing(run, "weak");
  const claim = run.claims.get("weak")!;
  assertEquals([verdict, claim.verdict], ["supported", "supported"]);
  const [own, all] = seedsOf(run, "weak");
  assertEquals(own, seeds);
  const evidence = logEvidence(entry.wager.support);
  assertEquals(support, evidence[own - 1]);
  assertEquals(claim.support, evidence[all - 1]);
  assert(evidence[own - 2]! < Math.log(40) && Math.log(40) <= support);
  assert(evidence[all - 2]! < Math.log(72) && Math.log(72) <= claim.support);
  assert(own < all);
  // It asks for these seeds.
  const fewer = beside([positive("weak", times(own, () => 0.4))]);
  assertEquals(fewer.next, own + 1);
  assertEquals(fewer.claims.get("weak")?.isGoingOn, true);
  assertEquals(claim.isGoingOn, false);
  assertEquals(fewer.rounds.at(-1)?.goingOn, ["weak"]);
  assertEquals(standing(fewer, "weak"), {
    ...standing(run, "weak"),
    isGoingOn: true,
    trained: own,
  });
});

Deno.test("replay() lets that go on which is most against a claim", () => {
  const claim = "false";
  const entries = [-0.4, -0.35, 0.5].map((mean) => ({
    ...positive(`${mean}`, times(60, () => mean)),
    claim,
  }));
  const run = beside(entries);
  const [first, second] = ["-0.4", "-0.35"].map((key) => seedsOf(run, key));
  const { contradiction } = run.claims.get(claim)!;
  assert(contradiction >= Math.log(72) && contradiction < Math.log(90));
  assert(first![1] > first![0], `${first}`);
  assertEquals(second![0], second![1]);
  // What speaks for it is of no use any more.
  assert(seedsOf(run, "0.5")[1] <= first![0], `${seedsOf(run, "0.5")}`);
});

Deno.test("replay() stops what is against a claim at the evidence that was aimed at", () => {
  const against = positive("false", times(60, () => -0.4));
  const open = positive("open", times(60, (t) => t % 2 === 0 ? 0.9 : -0.9));
  // With all three claims of the run it takes 127, and with two 190.
  const run = beside([against, open], { decided: 0, giveUpFrom: 60 });
  const { verdict, contradiction, bar } = run.claims.get("false")!;
  assertEquals([verdict, Math.round(bar)], ["inconclusive", 380]);
  assert(Math.log(126) <= contradiction && contradiction < Math.log(180));
});

Deno.test("replay() lets a part of a claim lower no bar", () => {
  const weak = positive("weak", times(60, () => 0.4));
  const isWhole = (claim: string) => claim !== "strong";
  const { claims } = beside([weak], { isWhole });
  assertEquals(claims.get("strong")?.verdict, "inconclusive");
  assertEquals(Math.round(claims.get("weak")!.bar), 360);
  assertEquals(Math.round(beside([weak]).claims.get("weak")!.bar), 72);
});

Deno.test("replay() lets nothing go on for a claim that is lost, or that the seeds will not decide", () => {
  const weak = positive("weak", times(60, () => 0.4));
  const flat = positive("flat", small(60));
  const lost = beside([weak, { ...flat, claim: "weak" }], { giveUpFrom: 8 });
  assertEquals(standing(lost, "flat").state, "given-up");
  const [own, all] = seedsOf(lost, "weak");
  assertEquals(own, all);
  // There are seeds for 40 to 1, and none for 72.
  const slow = positive("slow", times(60, () => 0.2));
  const [seeds, enough] = seedsOf(beside([slow]), "slow");
  assert(enough > seeds + 2);
  const short = beside([slow], { most: seeds + 1 });
  assertEquals(seedsOf(short, "slow"), [seeds, seeds]);
  assertEquals(short.next, undefined);
  // A part of a claim supports it with no number of seeds.
  const alone = beside([weak], { isWhole: (claim) => claim !== "weak" });
  assertEquals(seedsOf(alone, "weak"), [own, own]);
  assertEquals(alone.claims.get("weak")?.verdict, "inconclusive");
});

Deno.test("replay() is wrong about few claims, over whole runs", () => {
  // Each of nine claims has two assertions: one that is true, and one at the edge.
  const runs = times(300, (study) => {
    const entries = times(18, (at) => {
      const isEdge = at % 2 === 0;
      const scores = drawCoins(study * 31 + at % 4, [60, isEdge ? 0 : 0.6]);
      return { ...positive(`${at}`, scores), claim: `${at >> 1}` };
    });
    const claims = [...replay(entries, SCHEDULE).claims.values()];
    return claims.some(({ verdict }) => verdict === "supported");
  });
  assert(runs.filter(Boolean).length <= 0.05 * runs.length);
});

Deno.test("replay() refuses a schedule that is none", () => {
  for (const change of [{ first: 0 }, { step: 0 }, { most: 1.5 }]) {
    assertThrows(
      () => replay([], { ...SCHEDULE, ...change }),
      RangeError,
      "Cannot look for verdicts: wanted whole numbers of seeds from 1",
    );
  }
  assertThrows(
    () => replay([positive("a", []), positive("a", [])], SCHEDULE),
    RangeError,
    "Cannot look for verdicts: got a key twice, a,a",
  );
  const apart = { ...positive("b", []), family: "control", claim: "a" };
  assertThrows(
    () => replay([positive("a", []), apart], SCHEDULE),
    RangeError,
    "Cannot look for verdicts: a is in several families, paper,control",
  );
});
