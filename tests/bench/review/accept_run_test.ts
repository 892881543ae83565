import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { acceptRun } from "../../../bench/review/accept_run.ts";
import { reviewRun } from "../../../bench/review/review_run.ts";
import { readExpectations } from "../../../bench/study/expectations.ts";
import { UsageError } from "../../../bench/study/usage_error.ts";
import type { RunDocument } from "../../../reports/document.ts";
import {
  DECIDED,
  NOTHING,
  reviewOf,
  runOf,
  SPENT,
  withScores,
} from "./_reviewed.ts";

const OPEN = { verdict: "inconclusive", evidence: SPENT, seeds: 48 } as const;

/** A run of two assertions, of which the second is as told. */
function twoOf(second: Parameters<typeof runOf>[0] = {}): RunDocument {
  const [claim] = runOf().claims;
  const [other] = runOf({ name: "headline", ...second }).claims;
  return {
    ...runOf(),
    claims: [{
      ...claim!,
      statements: [...claim!.statements, ...other!.statements],
    }],
  };
}

Deno.test("acceptRun() records the evidence on claims, if the run has the whole of them", () => {
  const [claim] = runOf().claims;
  const evidence = {
    drawn: "supported",
    support: 4.00071,
    contradiction: -1.5,
    bar: 20,
  } as const;
  const run = { ...runOf(), claims: [{ ...claim!, evidence }] };
  const { expectations } = acceptRun(run, { reviewed: NOTHING });
  const gain = {
    drawn: "supported",
    support: 4,
    contradiction: -1.5,
  } as const;
  assertEquals(expectations.quick?.claims, { gain });
  // A part of it leaves what was reviewed of the whole.
  const reviewed = { ...NOTHING, expectations };
  const part = acceptRun(runOf(), { reviewed, isAll: true });
  assertEquals(part.expectations.quick?.claims, { gain });
  // Nor does a run record it that was at one of two places.
  const elsewhere = {
    "elsewhere": { "gain/positive": { verdict: "supported" } },
  };
  const wide = { ...NOTHING, expectations: { quick: { verdicts: elsewhere } } };
  const one = acceptRun(run, { reviewed: wide as typeof NOTHING });
  assertEquals(one.expectations.quick?.claims, {});
  // Nor one that accepts nothing of it.
  const same = acceptRun(run, {
    reviewed: acceptRun(runOf(), { reviewed: NOTHING }),
  });
  assertEquals([same.changes, same.expectations.quick?.claims], [[], {}]);
});

const NAMES = ["gain/positive", "gain/headline"]
  .map((name) => `${name} on leaves small-cnn`);

Deno.test("acceptRun() records verdicts with their evidence, and the scores", () => {
  const reviewed = acceptRun(runOf(), { reviewed: NOTHING });
  const found = {
    kind: "greater",
    bound: 0,
    margin: 0.05,
    isFirm: true,
    seeds: 12,
    support: 5.25,
    contradiction: -1.5,
    isTouching: false,
    lower: 0.4,
    upper: 0.6,
    firstMean: 0.5,
  };
  assertEquals(readExpectations(reviewed.expectations), {
    quick: {
      verdicts: {
        "leaves small-cnn": {
          "gain/positive": { verdict: "supported", found },
        },
      },
      claims: {},
    },
  });
  assertEquals(
    reviewed.scores.map(({ cells, scores }) => [cells, scores.length]),
    [[["gain/with"], 12], [["gain/without"], 12]],
  );
  assertEquals(reviewed.changes, [
    {
      what: NAMES[0]!,
      before: undefined,
      now: "supported",
      rules: [],
      reason: undefined,
    },
  ]);
});

Deno.test("acceptRun() calls a verdict firm within a third of the seeds", () => {
  const isFirm = (seeds: number, state: "decided" | "spent" = "decided") => {
    const run = runOf({ seeds, evidence: { ...DECIDED, state } });
    const { quick } = reviewOf(run).expectations;
    return quick?.verdicts["leaves small-cnn"]?.["gain/positive"]?.found
      ?.isFirm;
  };
  assertEquals(
    [isFirm(16), isFirm(17), isFirm(12, "spent")],
    [true, false, false],
  );
});

Deno.test("acceptRun() records the seeds that decided, where a fixed number was trained", () => {
  const { quick } = reviewOf(runOf({ seeds: 48 }, { decidedWith: 12 }))
    .expectations;
  const { seeds, isFirm } = quick!.verdicts["leaves small-cnn"]![
    "gain/positive"
  ]!.found!;
  assertEquals([seeds, isFirm], [12, true]);
});

Deno.test("acceptRun() never records more evidence than there is", () => {
  const evidence = {
    ...DECIDED,
    support: 4.00099,
    contradiction: -1.23456,
    firstMean: undefined,
  };
  const { quick } = reviewOf(runOf({ evidence })).expectations;
  const { found } = quick!.verdicts["leaves small-cnn"]!["gain/positive"]!;
  assertEquals(
    [found?.support, found?.contradiction, found?.firstMean],
    [4, -1.235, null],
  );
});

Deno.test("acceptRun() takes what is not as reviewed, and leaves all else byte for byte", () => {
  const before = reviewOf(twoOf());
  const now = withScores(twoOf(OPEN), (score) => score - 1e-9);
  const after = acceptRun(now, { reviewed: before, reason: "few seeds" });
  assertEquals(
    after.changes,
    [{
      what: NAMES[1]!,
      before: "supported",
      now: "inconclusive",
      rules: [],
      reason: "few seeds",
    }],
  );
  const textOf = ({ expectations }: typeof before) =>
    JSON.stringify(expectations, null, 2);
  const positive = (text: string) =>
    text.slice(0, text.indexOf('"gain/headline"'));
  assertEquals(positive(textOf(after)), positive(textOf(before)));
  assertEquals(acceptRun(now, { reviewed: after }).changes, []);
});

Deno.test("acceptRun() keeps the order of the keys that it finds", () => {
  const before = reviewOf(twoOf());
  const places = before.expectations.quick!.verdicts;
  const entries = places["leaves small-cnn"]!;
  // As somebody may have written it.
  entries["gain/positive"] = Object.fromEntries(
    Object.entries(entries["gain/positive"]!).reverse(),
  ) as (typeof entries)[string];
  const now = withScores(twoOf(OPEN), (score) => score - 1e-9);
  const after = acceptRun(now, { reviewed: before, reason: "few seeds" });
  assertEquals(
    JSON.stringify(
      after.expectations.quick!.verdicts["leaves small-cnn"]![
        "gain/positive"
      ],
    ),
    JSON.stringify(entries["gain/positive"]),
  );
});

Deno.test("acceptRun() takes all of a run whose scores have changed, and with --all", () => {
  const reviewed = reviewOf(twoOf());
  assertEquals(acceptRun(twoOf(), { reviewed }).changes, []);
  const all = acceptRun(twoOf(), { reviewed, isAll: true });
  assertEquals(all.changes.map(({ what }) => what), NAMES);
  assertEquals(all.scores, reviewed.scores);
  const changed = withScores(twoOf(), (score) => score / 4);
  const after = acceptRun(changed, { reviewed });
  assertEquals(after.changes.map(({ what }) => what), NAMES);
  const { review } = reviewRun(changed, { profile: "quick", reviewed: after });
  assertEquals(review?.isSame, true);
});

Deno.test("acceptRun() takes what was reviewed by older statistics", () => {
  const reviewed = {
    scores: [],
    expectations: readExpectations({
      quick: {
        verdicts: {
          "leaves small-cnn": {
            "gain/positive": { verdict: "supported" },
            "gain/headline": { verdict: "inconclusive", reason: "why" },
          },
        },
      },
    }),
  };
  const { changes, expectations } = acceptRun(twoOf(OPEN), { reviewed });
  assertEquals(changes.map(({ what }) => what), NAMES);
  const headline = expectations.quick!
    .verdicts["leaves small-cnn"]!["gain/headline"]!;
  assertEquals([headline.reason, headline.found?.seeds], ["why", 48]);
});

Deno.test("acceptRun() keeps a reason that still applies, and takes one by name", () => {
  const reasonOf = ({ expectations }: ReturnType<typeof reviewOf>) =>
    expectations.quick!.verdicts["leaves small-cnn"]!["gain/headline"]!.reason;
  const once = reviewOf(twoOf(OPEN), "once");
  const again = acceptRun(twoOf(OPEN), {
    reviewed: once,
    reason: "twice",
    isAll: true,
  });
  assertEquals(reasonOf(again), "once");
  const named = acceptRun(twoOf(OPEN), {
    reviewed: once,
    reason: "twice",
    filter: "gain/",
  });
  assertEquals(reasonOf(named), "twice");
  assertEquals(named.changes.map(({ what }) => what), NAMES.slice(1));
  const agrees = acceptRun(twoOf(), { reviewed: once });
  assertEquals([agrees.changes.length, reasonOf(agrees)], [1, undefined]);
});

Deno.test("acceptRun() names a bound or a margin that has changed, and wants to know why", () => {
  const reviewed = reviewOf(twoOf());
  const run = twoOf({ margin: 0.3 });
  const error = assertThrows(() => acceptRun(run, { reviewed }), UsageError);
  assertStringIncludes(
    error.message,
    `Cannot accept ${NAMES[1]}: it is decided by another rule than reviewed, ` +
      "margin 0.05, now 0.3. Next step: say why with --reason",
  );
  const after = acceptRun(run, { reviewed, reason: "coarser scores" });
  assertEquals(after.changes, [{
    what: NAMES[1]!,
    before: "supported",
    now: "supported",
    rules: ["margin 0.05, now 0.3"],
    reason: "coarser scores",
  }]);
  const { quick } = readExpectations(after.expectations);
  const entry = quick!.verdicts["leaves small-cnn"]!["gain/headline"]!;
  assertEquals([entry.reason, entry.found?.margin], ["coarser scores", 0.3]);
  // It is kept as long as nothing else changes.
  const again = acceptRun(run, { reviewed: after, isAll: true });
  assertEquals(again.changes[1]?.reason, "coarser scores");
});

Deno.test("acceptRun() names the options that make a run one of no profile", () => {
  const run = runOf();
  const settings = {
    ...run.settings,
    profile: undefined,
    options:
      "--profile quick --filter 'gain,a b' --seeds 8 --data x --epochs 2",
  };
  assertThrows(
    () => acceptRun({ ...run, settings }, { reviewed: NOTHING }),
    UsageError,
    "--expect FILE, or run deno task bench without --seeds 8 --epochs 2",
  );
});

Deno.test("acceptRun() notes what is not about the paper", () => {
  const { quick } = reviewOf(runOf({ role: "control" })).expectations;
  const entry = quick?.verdicts["leaves small-cnn"]?.["gain/positive"];
  assertEquals(entry?.role, "control");
});

Deno.test("acceptRun() changes nothing of what it is given", () => {
  const reviewed = reviewOf(twoOf());
  const before = structuredClone(reviewed);
  acceptRun(twoOf(OPEN), { reviewed, reason: "few seeds" });
  assertEquals(reviewed, before);
});

Deno.test("acceptRun() refuses what cannot be a review", () => {
  const run = twoOf(OPEN);
  const { settings } = run;
  const cases: [RunDocument, string, string?][] = [
    [
      run,
      `Cannot accept ${NAMES[1]} as inconclusive: it is not what the paper`,
    ],
    [run, 'no assertion of the run has "nothing" in its name', "nothing"],
    [
      run,
      'has "gain/headlines" in its name: did you mean gain/headline? there ' +
      "are gain/positive, gain/headline",
      "gain/headlines",
    ],
    [{ ...run, isComplete: false }, "it was stopped before its end"],
    ...[undefined, "quikc"].map((profile): [RunDocument, string] => [
      { ...run, settings: { ...settings, profile } },
      "it is of no profile",
    ]),
  ];
  for (const [document, text, filter] of cases) {
    assertThrows(
      () => acceptRun(document, { reviewed: NOTHING, filter }),
      UsageError,
      text,
    );
  }
  assert(acceptRun(run, { reviewed: NOTHING, filter: "positive" }));
});
