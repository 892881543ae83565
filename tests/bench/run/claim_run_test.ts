/** What a run comes to depends on scores and schedule, and on nothing else. */
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { Trial } from "../../../bench/trials/trial.ts";
import type {
  DocumentStatement as Statement,
  RunDocument,
} from "../../../reports/document.ts";
import type { Assertion } from "../../../bench/study/kinds/mod.ts";
import { TempStore } from "../trials/_temp_store.ts";
import {
  BATCHES,
  inOrder,
  OrderedExecutor,
  type Ran,
  runOn,
  SEEDS,
  straight,
} from "./_claim_run.ts";

Deno.test("ClaimRun trains what goes on, round by round", async () => {
  const { document, events } = await straight();
  const rounds = events.filter((event) => event.event === "round");
  assertEquals(rounds[0]!.goingOn.length, 4);
  assertEquals([rounds[0]!.seeds, rounds[0]!.trials], [4, 16]);
  assertEquals(
    rounds.map(({ round, seeds }) => [round, seeds]),
    rounds.map((_, at) => [at + 1, 4 + 2 * at]),
  );
  for (const [at, { goingOn }] of rounds.entries()) {
    const before = rounds[at - 1]?.goingOn ?? goingOn;
    assert(goingOn.every((name) => before.includes(name)), `round ${at + 1}`);
  }
  // What is decided gets no more seeds, if its claim takes no more.
  assert(rounds.at(-1)!.goingOn.length < 4);
  const trained = document.trials.map(({ result }) => result.spec);
  const seedsOf = (size: number) =>
    new Set(
      trained.filter(({ batchSize }) => batchSize === size)
        .map(({ seed }) => seed),
    ).size;
  assert(seedsOf(64) < seedsOf(8));
  assertEquals(document.isComplete, true);
  // Verdicts are told as they fall, each once.
  const told = events.flatMap((event) =>
    event.event === "verdict" ? event.statement.name : []
  );
  assertEquals(told.toSorted(), ["gain 0", "gain 1", "no gain", "positive"]);
  const first = events.findIndex(({ event }) => event === "verdict");
  assertNotEquals(
    events.slice(first).findIndex((e) => e.event === "round"),
    -1,
  );
});

Deno.test("ClaimRun trains a decided assertion further for its claim", async () => {
  const [, gain, none] = BATCHES.assertions as [
    Assertion,
    Assertion,
    Assertion,
  ];
  const many = [0, 1, 2, 3, 4, 5].map((at) => ({
    ...gain,
    name: `gain ${at}`,
  }));
  // Each counts twice, so that a claim takes 73, and an assertion 53.
  const others = [0, 1, 2, 3, 4]
    .map((at) => ({ ...BATCHES, name: `none ${at}`, assertions: [none] }));
  using temp = new TempStore();
  const { document } = await runOn(temp, new OrderedExecutor(inOrder), {
    claims: [{ ...BATCHES, assertions: many }, ...others],
    seeds: { ...SEEDS, most: 60 },
  });
  const [claim] = document.claims;
  const [{ evidence: own, seeds }] = claim!.statements as [Statement];
  assert(Math.log(53) <= own!.support && own!.support < Math.log(73));
  assert(claim!.evidence!.support >= Math.log(73));
  const trained = document.trials.map(({ result }) => result.spec.seed);
  assert(Math.max(...trained) > seeds);
});

Deno.test("ClaimRun comes to the same in any order, and with any number of workers", async () => {
  const { document } = await straight();
  const orders: ((trials: readonly Trial[]) => readonly Trial[])[] = [
    (trials) => trials.toReversed(),
    (trials) => trials.toSorted((a, b) => a.key < b.key ? -1 : 1),
  ];
  for (const order of orders) {
    using temp = new TempStore();
    const other = await runOn(temp, new OrderedExecutor(order));
    assertEquals(other.document, document);
  }
});

Deno.test("ClaimRun comes to the same however often it is stopped or killed", async () => {
  const { document } = await straight();
  for (const every of [1, 3, 7, 16, 17]) {
    for (const how of ["stopped", "killed"]) {
      using temp = new TempStore();
      let last: Ran | undefined;
      for (let attempt = 0; last?.document.isComplete !== true; attempt++) {
        assert(attempt < 200, "it never comes to its end");
        const stop = new AbortController();
        const executor = new OrderedExecutor(inOrder, (ended) => {
          if (ended < every) return;
          if (how === "killed") throw new Error("killed");
          stop.abort();
        });
        try {
          last = await runOn(temp, executor, { signal: stop.signal });
        } catch (error) {
          assertEquals((error as Error).message, "killed");
        }
      }
      assertEquals(last.document, document, `${how} after ${every}`);
    }
  }
});

Deno.test("ClaimRun decides nothing by a round that did not come to its end", async () => {
  using temp = new TempStore();
  const stop = new AbortController();
  // In the second round.
  const executor = new OrderedExecutor(inOrder, (ended) => {
    if (ended === 19) stop.abort();
  });
  const { document } = await runOn(temp, executor, { signal: stop.signal });
  assertEquals(document.isComplete, false);
  assertEquals(document.trials.length, 19);
  const one = await straight({
    seeds: { ...SEEDS, first: 4, most: 4 },
  });
  for (const [at, claim] of document.claims.entries()) {
    for (const [place, statement] of claim.statements.entries()) {
      const { seeds, estimate, series } = one.document.claims[at]!
        .statements[place]!;
      assertEquals(statement.seeds, 4);
      assertEquals(
        [statement.seeds, statement.estimate, statement.series],
        [seeds, estimate, series],
      );
    }
  }
});

Deno.test("ClaimRun looks at a fixed number of seeds as if they came in rounds, and gives nothing up", async () => {
  const fixed = await straight({ seeds: { ...SEEDS, isFixed: true } });
  assertEquals(fixed.events.filter(({ event }) => event === "round").length, 1);
  assertEquals(fixed.document.trials.length, 4 * 20);
  const { document } = await straight();
  const standsOf = ({ claims }: RunDocument) =>
    claims.flatMap(({ statements }) => statements)
      .map(({ verdict, seeds, evidence }) => ({ verdict, seeds, evidence }));
  const [first, second, ...givenUp] = standsOf(document);
  assertEquals(
    givenUp.map(({ seeds, evidence }) => [seeds, evidence?.state]),
    [[14, "given-up"], [12, "given-up"]],
  );
  const [one, other, ...spent] = standsOf(fixed.document);
  assertEquals([first!.seeds, second!.seeds], [12, 12]);
  assertEquals([one, other], [{ ...first!, seeds: 20 }, {
    ...second!,
    seeds: 20,
  }]);
  assertEquals(
    spent.map(({ seeds, evidence }) => [seeds, evidence?.state]),
    [[20, "spent"], [20, "spent"]],
  );
});

Deno.test("ClaimRun counts a trial that fails, and goes on", async () => {
  using temp = new TempStore();
  class Failing extends OrderedExecutor {
    override async *run(trials: readonly Trial[]) {
      for await (const result of super.run(trials)) {
        const isFailed = result.spec.seed === 2 && result.spec.head === "plain";
        yield isFailed
          ? { ...result, status: "diverged" as const, evaluations: [] }
          : result;
      }
    }
  }
  const { document } = await runOn(temp, new Failing(inOrder));
  assertEquals(document.isComplete, true);
  const [failing] = document.claims[0]!.statements;
  const [whole] = (await straight()).document.claims[0]!.statements;
  assertEquals([failing!.failed, whole!.failed], [1, 0]);
  // The score that is missing may have been the worst.
  assert(failing!.seeds > whole!.seeds);
});
