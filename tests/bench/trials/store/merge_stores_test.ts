import {
  assert,
  assertEquals,
  assertGreater,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { DatabaseSync } from "node:sqlite";
import { mergeStores } from "../../../../bench/trials/store/merge_stores.ts";
import { planOf, shardOf } from "../../../../bench/trials/plan.ts";
import { TrialStore } from "../../../../bench/trials/store/store.ts";
import type {
  TrialOrigin,
  TrialResult,
} from "../../../../bench/trials/trial.ts";
import { failedTrial, okTrial, ORIGIN } from "../../_trials.ts";

const origin = ORIGIN.origin as TrialOrigin;
const GPU: TrialOrigin = {
  ...origin,
  engine: { ...origin.engine, device: "gpu" },
};

/** A test with a folder of its own. */
function folderTest(name: string, test: (folder: string) => void): void {
  Deno.test(`mergeStores() ${name}`, () => {
    const folder = Deno.makeTempDirSync();
    test(folder);
    Deno.removeSync(folder, { recursive: true });
  });
}

/** A store with some trials, and the shard that they are of. */
function makeStore(
  path: string,
  results: readonly TrialResult[],
  { from = origin, shard }: {
    from?: TrialOrigin;
    shard?: Parameters<TrialStore["recordShard"]>[0];
  } = {},
): string {
  using store = new TrialStore(path);
  if (shard !== undefined) store.recordShard(shard);
  for (const result of results) store.record(result, from);
  return path;
}

/** Everything that a store holds, as texts that can be compared. */
function contentOf(path: string): string[] {
  using store = new TrialStore(path);
  const rows = [...store.attempts()].map((row) =>
    JSON.stringify({ ...row, id: undefined })
  );
  return [...rows.sort(), ...store.shards().map((one) => JSON.stringify(one))];
}

/** Every file below a folder, with its bytes. */
function filesIn(folder: string): [string, string][] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory
      ? filesIn(`${folder}/${name}`)
      : [[`${folder}/${name}`, Deno.readFileSync(`${folder}/${name}`).join()]]
  ).sort() as [string, string][];
}

/** A plan of so many trials, run in shards, one store each. */
function makeShards(folder: string, count: number, shards: number): string[] {
  const trials = Array.from(
    { length: count },
    (_, seed) => okTrial({ seed }, 0.5),
  );
  const plan = planOf(trials.map(({ key, spec }) => ({ key, spec })));
  return Array.from({ length: shards }, (_, at) => {
    const shard = at + 1;
    const keys = shardOf(plan, { shard, shards }).map(({ key }) => key);
    const mine = trials.filter(({ key }) => keys.includes(key));
    makeStore(`${folder}/shard-${shard}/trials.sqlite`, mine, {
      shard: { plan: plan.id, shard, shards, keys },
    });
    return `${folder}/shard-${shard}`;
  });
}

folderTest("carries every attempt over as it was kept, and once", (folder) => {
  const [a, b, target] = ["a", "b", "t"].map((name) =>
    `${folder}/${name}.sqlite`
  );
  makeStore(a!, [
    {
      ...okTrial({ seed: 1 }, 0.25),
      host: "first",
      started: "2026-01-01T00:00:00.000Z",
    },
    failedTrial({ seed: 2 }, "oom"),
    failedTrial({ seed: 3 }, "timeout"),
  ]);
  makeStore(b!, [
    { ...okTrial({ seed: 2 }, 0.5), host: "second" },
    failedTrial({ seed: 3 }, "killed"),
  ]);
  const outcome = mergeStores([a!, b!], target!);
  assertEquals(
    [outcome.stores, outcome.trials, outcome.added],
    [2, 2, 2],
  );
  const content = contentOf(target!);
  assertEquals(content, [...contentOf(a!), ...contentOf(b!)].sort());
  assertEquals(mergeStores([b!, a!], target!).added, 0);
  assertEquals(contentOf(target!), content);
});

folderTest(
  "comes to the same in any order and any number of steps",
  (folder) => {
    const random = xoroshiro128plus(7);
    const stores = Array.from({ length: 5 }, (_, at) => {
      const seeds = Array.from({ length: 6 }, () => uniformInt(random, 0, 9));
      return makeStore(
        `${folder}/${at}.sqlite`,
        seeds.map((seed, index) =>
          index % 3 === 0
            ? failedTrial({ seed })
            : { ...okTrial({ seed }, 0.5), host: `host ${at}` }
        ),
      );
    });
    mergeStores(stores, `${folder}/all.sqlite`);
    const wanted = contentOf(`${folder}/all.sqlite`);
    assertGreater(wanted.length, 20);
    for (let round = 0; round < 5; round++) {
      const target = `${folder}/round-${round}.sqlite`;
      const left = [...stores];
      while (left.length > 0) {
        const [store] = left.splice(uniformInt(random, 0, left.length - 1), 1);
        mergeStores([store!, stores[uniformInt(random, 0, 4)]!], target);
      }
      assertEquals(contentOf(target), wanted);
    }
  },
);

folderTest("finds nothing missing where every shard is whole", (folder) => {
  const shards = makeShards(folder, 20, 3);
  const { gaps, damaged, empty, trials, engines } = mergeStores(
    shards,
    `${folder}/t.sqlite`,
  );
  assertEquals({ gaps, damaged, empty, trials, engines }, {
    gaps: [],
    damaged: [],
    empty: [],
    trials: 20,
    engines: [origin.engine],
  });
});

folderTest("names missing shards, until they are merged as well", (folder) => {
  const [first, second, third] = makeShards(folder, 20, 3);
  const target = `${folder}/t.sqlite`;
  const { gaps } = mergeStores([third!, first!], target);
  assertEquals(
    gaps.map(({ shard, shards, wanted }) => ({ shard, shards, wanted })),
    [{ shard: 2, shards: 3, wanted: undefined }],
  );
  assertEquals(mergeStores([second!], target).gaps, []);
});

folderTest(
  "counts trials that are missing, and those that failed",
  (folder) => {
    const keys = [1, 2, 3, 4, 5].map((seed) => okTrial({ seed }, 0.5).key);
    const shard = { plan: "p", shard: 1, shards: 1, keys };
    const store = makeStore(`${folder}/a.sqlite`, [
      okTrial({ seed: 1 }, 0.5),
      { ...failedTrial({ seed: 2 }), status: "diverged" },
      failedTrial({ seed: 3 }, "killed"),
      okTrial({ seed: 3 }, 0.5),
      failedTrial({ seed: 4 }, "oom"),
      failedTrial({ seed: 4 }, "timeout"),
    ], { shard });
    const target = `${folder}/t.sqlite`;
    assertEquals(mergeStores([store], target).gaps, [
      { plan: "p", shard: 1, shards: 1, wanted: 5, settled: 3, failed: 1 },
    ]);
    // A further attempt fills the gap.
    const more = [okTrial({ seed: 4 }, 0.5), okTrial({ seed: 5 }, 0.5)];
    makeStore(store, more);
    assertEquals(mergeStores([store], target).gaps, []);
  },
);

folderTest("does not count what other code has computed", (folder) => {
  const results = [okTrial({ seed: 1 }, 0.5), okTrial({ seed: 2 }, 0.5)];
  const keys = results.map(({ key }) => key);
  const store = makeStore(`${folder}/a.sqlite`, results, {
    from: { ...origin, code: "before" },
    shard: { plan: "p", shard: 1, shards: 1, keys },
  });
  const target = `${folder}/t.sqlite`;
  assertEquals(mergeStores([store], target).gaps, []);
  using open = new TrialStore(store);
  open.insert({
    ...[...open.attempts()][0]!,
    key: "now",
    origin: JSON.stringify(origin),
    ended: "2999-01-01T00:00:00.000Z",
  });
  const [gap] = mergeStores([store], target).gaps;
  assertEquals([gap?.wanted, gap?.settled], [2, 1]);
});

folderTest(
  "takes a plan for whole if one way of sharing it out is",
  (folder) => {
    const thirds = makeShards(`${folder}/thirds`, 20, 3);
    const quarters = makeShards(`${folder}/quarters`, 20, 4);
    const merged = (stores: string[], name: string) =>
      mergeStores(stores, `${folder}/${name}`).gaps.map(({ shard, shards }) =>
        `${shard}/${shards}`
      );
    assertEquals(merged([...thirds, quarters[0]!], "a"), []);
    assertEquals(
      merged([...thirds.slice(1), quarters[0]!], "b"),
      ["1/3", "2/4", "3/4", "4/4"],
    );
  },
);

folderTest("names each engine once", (folder) => {
  const engine = { ...origin.engine, instructionSet: "sve" };
  const stores = [
    makeStore(`${folder}/a.sqlite`, [
      okTrial({ seed: 1 }, 0.5),
      okTrial({ seed: 2 }, 0.5),
    ]),
    makeStore(`${folder}/b.sqlite`, [okTrial({ seed: 1 }, 0.25)], {
      from: { ...origin, engine },
    }),
  ];
  const { engines, trials } = mergeStores(stores, `${folder}/t.sqlite`);
  assertEquals(engines, [origin.engine, engine]);
  assertEquals(trials, 3);
});

folderTest("refuses results that should be the same, all of them", (folder) => {
  const [a, b, target] = ["a", "b", "t"].map((name) =>
    `${folder}/${name}.sqlite`
  );
  makeStore(a!, [okTrial({ seed: 1 }, 0.5), okTrial({ seed: 2 }, 0.5)]);
  makeStore(b!, [okTrial({ seed: 3 }, 0.5), {
    ...okTrial({ seed: 2 }, 0.75),
    losses: [0.75, 0.25],
    host: "elsewhere",
  }]);
  for (const stores of [[a!, b!], [b!, a!]]) {
    const { message } = assertThrows(
      () => mergeStores(stores, target!),
      Error,
      "Cannot merge: 1 trial has different results where they should be the " +
        "same, and nothing was merged.\n  leaves small-cnn final-batch-norm " +
        "seed 2 (",
    );
    for (
      const part of [
        ": evaluations.0.metrics.minorityF1, losses.2\n",
        `in ${a}, kept `,
        `in ${b}, kept `,
        "by elsewhere",
      ]
    ) assertStringIncludes(message, part);
    assertEquals(contentOf(target!), []);
  }
});

folderTest(
  "refuses what differs from the target's, diverged or not",
  (folder) => {
    const [a, target] = ["a", "t"].map((name) => `${folder}/${name}.sqlite`);
    makeStore(target!, [okTrial({ seed: 1 }, 0.5)]);
    const before = contentOf(target!);
    makeStore(a!, [{ ...failedTrial({ seed: 1 }), status: "diverged" }]);
    const { message } = assertThrows(() => mergeStores([a!], target!), Error);
    assertStringIncludes(message, "status");
    assertStringIncludes(message, `in ${target}, kept `);
    assertEquals(contentOf(target!), before);
  },
);

folderTest("names a few of many conflicts, and their number", (folder) => {
  const seeds = Array.from({ length: 9 }, (_, seed) => seed);
  const stores = [0.5, 0.75].map((score, at) =>
    makeStore(`${folder}/${at}`, seeds.map((seed) => okTrial({ seed }, score)))
  );
  const { message } = assertThrows(
    () => mergeStores(stores, `${folder}/t`),
    Error,
    "Cannot merge: 9 trials have different results",
  );
  assertEquals(message.match(/seed \d/g)?.length, 5);
  assertStringIncludes(message, "\nand 4 more\n");
});

folderTest("keeps results that differ in times and host alone", (folder) => {
  const stores = ["a", "b"].map((host, at) =>
    makeStore(`${folder}/${host}`, [{
      ...okTrial({ seed: 1 }, 0.5),
      host,
      started: `2026-01-0${at + 1}T00:00:00.000Z`,
      trainSeconds: at,
    }])
  );
  const { trials, added } = mergeStores(stores, `${folder}/t`);
  assertEquals([trials, added, contentOf(`${folder}/t`).length], [1, 1, 2]);
});

folderTest("keeps results of a GPU, which need not be the same", (folder) => {
  const stores = [0.5, 0.75].map((score) =>
    makeStore(`${folder}/${score}`, [okTrial({ seed: 1 }, score)], {
      from: GPU,
    })
  );
  mergeStores(stores, `${folder}/t`);
  assertEquals(contentOf(`${folder}/t`).length, 2);
});

folderTest("reads what a killed run left beside its file", (folder) => {
  using live = new TrialStore(`${folder}/shard/trials.sqlite`);
  live.record(okTrial({ seed: 1 }, 0.5), origin);
  const before = filesIn(`${folder}/shard`);
  assert(before.some(([name, bytes]) => name.endsWith("-wal") && bytes !== ""));
  assertEquals(mergeStores([`${folder}/shard/`], `${folder}/t`).trials, 1);
  assertEquals(filesIn(`${folder}/shard`), before);
});

folderTest("leaves damaged stores as they are, and says which", (folder) => {
  const results = Array.from(
    { length: 200 },
    (_, seed) => okTrial({ seed }, 0.5),
  );
  const page = makeStore(`${folder}/in/page`, results);
  const bytes = Deno.readFileSync(page);
  bytes.fill(0x55, bytes.length / 2, bytes.length / 2 + 4096);
  Deno.writeFileSync(page, bytes);
  const row = makeStore(`${folder}/in/row`, [
    okTrial({ seed: 301 }, 0.5),
    okTrial({ seed: 302 }, 0.5),
    okTrial({ seed: 303 }, 0.5),
  ]);
  using database = new DatabaseSync(row);
  database.exec("UPDATE attempts SET status = 'diverged' WHERE id = 2");
  database.close();
  const sound = makeStore(`${folder}/in/sound`, [okTrial({ seed: 500 }, 0.5)]);
  const before = filesIn(`${folder}/in`);
  const outcome = mergeStores([page, row, sound], `${folder}/t`);
  assertEquals(outcome.damaged, [page, row]);
  assertEquals(outcome.empty, []);
  assertGreater(outcome.trials, 50);
  assertEquals(filesIn(`${folder}/in`), before);
  assertEquals(contentOf(`${folder}/t`).length, outcome.trials);
});

folderTest("refuses paths without a store, and makes none", (folder) => {
  Deno.mkdirSync(`${folder}/empty`);
  for (const path of [`${folder}/none`, `${folder}/empty`]) {
    assertThrows(
      () => mergeStores([path], `${folder}/t`),
      Deno.errors.NotFound,
      `Cannot merge ${path}: wanted a store, or a folder with a trials.sqlite`,
    );
  }
  assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), [
    "empty",
  ]);
});

folderTest("refuses a store of a newer suite, by its name", (folder) => {
  const path = makeStore(`${folder}/a`, []);
  using database = new DatabaseSync(path);
  database.exec("PRAGMA user_version = 99");
  database.close();
  assertThrows(
    () => mergeStores([path], `${folder}/t`),
    RangeError,
    `Cannot use ${path}: wanted a store of version 2, got 99`,
  );
});

folderTest("takes a store that is given twice for one", (folder) => {
  const [shard] = makeShards(folder, 5, 1);
  const file = `${shard}/trials.sqlite`;
  const { stores, trials } = mergeStores([shard!, file], `${folder}/t`);
  assertEquals([stores, trials], [1, 5]);
});

folderTest("leaves no copy behind, whatever it comes to", (folder) => {
  const stores = [0.5, 0.75].map((score) =>
    makeStore(`${folder}/in-${score}`, [okTrial({ seed: 1 }, score)])
  );
  const target = `${folder}/out/t`;
  mergeStores(stores.slice(1), target);
  assertThrows(() => mergeStores(stores, target), Error, "Cannot merge");
  const left = [...Deno.readDirSync(`${folder}/out`)].map(({ name }) => name);
  assertEquals(left.sort(), ["t", "t.lock"]);
});

folderTest("says which stores hold nothing", (folder) => {
  const path = makeStore(`${folder}/a`, []);
  const { empty, damaged } = mergeStores([path], `${folder}/t`);
  assertEquals([empty, damaged], [[path], []]);
});

folderTest("mends a damaged target on the way, and merges all", (folder) => {
  const target = makeStore(
    `${folder}/t`,
    Array.from({ length: 600 }, (_, seed) => okTrial({ seed }, 0.5)),
  );
  const bytes = Deno.readFileSync(target);
  bytes.fill(0x55, bytes.length / 2, bytes.length / 2 + 40 * 4096);
  Deno.writeFileSync(target, bytes);
  const seeds = Array.from({ length: 400 }, (_, at) => 1000 + at);
  const source = makeStore(
    `${folder}/a`,
    seeds.map((seed) => okTrial({ seed }, 0.5)),
  );
  const { error } = console;
  const notes: string[] = [];
  console.error = (text) => notes.push(text);
  try {
    assertEquals(mergeStores([source], target).added, 400);
  } finally {
    console.error = error;
  }
  assertStringIncludes(notes.join(), `${target} was damaged`);
  const content = contentOf(target);
  assertEquals(contentOf(source).filter((row) => !content.includes(row)), []);
});

folderTest("goes on where a source is no database at all", (folder) => {
  const none = `${folder}/in/none`;
  Deno.mkdirSync(`${folder}/in`);
  Deno.writeTextFileSync(none, "no database at all".repeat(99));
  const sound = makeStore(`${folder}/in/sound`, [okTrial({ seed: 500 }, 0.5)]);
  const before = filesIn(`${folder}/in`);
  const outcome = mergeStores([none, sound], `${folder}/t`);
  assertEquals(outcome.damaged, [none]);
  assertEquals(outcome.trials, 1);
  assertEquals(filesIn(`${folder}/in`), before);
});
