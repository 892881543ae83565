import { assertAlmostEquals, assertEquals } from "@std/assert";
import { rankingBeside } from "../../reports/ranking_beside.ts";
import { difference, GAIN, MakeUp, type Term } from "./_make_up.ts";

const SITE = "leaves small-cnn";

/** What is beside statements about contrasts, and the trials that were made up. */
function besideOf(make: MakeUp, contrasts: readonly (readonly Term[])[]) {
  const series = contrasts.map((terms) => make.series(terms, { site: SITE }));
  const statement = make.statement(series, {});
  const trials = new Map(make.trials.map(({ id, result }) => [id, result]));
  return { beside: rankingBeside(statement, trials), trials };
}

Deno.test("rankingBeside() has both arms in F1 and in AUROC, the plain one first", () => {
  const { beside, trials } = besideOf(new MakeUp(), [GAIN]);
  const meanOf = (head: string, metric: "minorityF1" | "minorityAuroc") => {
    const own = [...trials.values()].filter(({ spec }) => spec.head === head);
    return own.reduce(
      (sum, { evaluations }) => sum + evaluations.at(-1)!.metrics[metric]!,
      0,
    ) / own.length;
  };
  const [plain, treated] = beside!.arms;
  assertEquals([plain!.label, treated!.label], ["without", "with"]);
  assertAlmostEquals(plain!.f1, meanOf("plain", "minorityF1"));
  assertAlmostEquals(plain!.auroc, meanOf("plain", "minorityAuroc"));
  assertAlmostEquals(
    treated!.auroc,
    meanOf("final-batch-norm", "minorityAuroc"),
  );
  assertAlmostEquals(beside!.auroc!.point, treated!.auroc - plain!.auroc);
});

Deno.test("rankingBeside() takes each use of a network for itself", () => {
  const removed = { cell: "with", inference: "layer-removed" };
  const { beside } = besideOf(new MakeUp(), [
    difference(removed, { cell: "with" }),
  ]);
  const [used, without] = beside!.arms;
  assertEquals([used!.label, without!.label], ["with", "layer removed"]);
  assertEquals(used!.auroc > without!.auroc, true);
});

Deno.test("rankingBeside() counts no seed of which a training failed", () => {
  const { beside } = besideOf(new MakeUp({ failed: [2] }), [GAIN]);
  const [, treated] = beside!.arms;
  // Seed 2 would have scored 0.5 + 2 / 20.
  const scores = [1, 3, 4, 5, 6].map((seed) => 0.5 + seed / 20);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  assertAlmostEquals(treated!.f1, mean);
});

Deno.test("rankingBeside() has arms and no mean of several conditions, and nothing of other metrics", () => {
  const make = new MakeUp();
  const { beside } = besideOf(make, [GAIN, [{ cell: "with" }]]);
  assertEquals(beside!.auroc, undefined);
  assertEquals(beside!.arms.map(({ name }) => name), ["without", "with"]);
  const others = [{ metric: "mcc" }, { reaches: 0.5 }];
  for (const other of others) {
    const { beside } = besideOf(make, [[{ cell: "with", ...other }]]);
    assertEquals(beside, undefined);
  }
});
