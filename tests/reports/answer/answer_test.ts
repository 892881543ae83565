import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { answersOf } from "../../../reports/answer/answer.ts";
import { ownRun, TRASH } from "./_own_images.ts";

function answerOf(...of: Parameters<typeof ownRun>) {
  const [answer] = answersOf(ownRun(...of));
  assert(answer !== undefined);
  const optionOf = (name: string) => {
    const found = answer.options.find((option) => option.name === name);
    assert(found !== undefined, name);
    return found;
  };
  return { answer, optionOf };
}

function rounded(value: number): number {
  return Number(value.toFixed(9));
}

Deno.test("answersOf() has the options, best F1 first, with their numbers", () => {
  const { answer, optionOf } = answerOf();
  assertEquals(answer.options.map(({ name }) => name), [
    "oversampling",
    "plain network adjusted",
    "final layer",
    "final layer removed",
    "plain network",
  ]);
  const { means, recalls, confusion, seeds } = optionOf("final layer");
  assertEquals(recalls.map(rounded), [0.6, 0.85, 0.7]);
  assertEquals(seeds, 60);
  assertEquals(confusion[0]!.map(rounded), [0.6, 0, 0.4]);
  assertAlmostEquals(means.common!.point, 0.725);
  assert(
    means.f1!.lower < means.f1!.point && means.f1!.point < means.f1!.upper,
  );
});

Deno.test("answersOf() has the layer with new averages, where they were measured", () => {
  const { answer } = answerOf({
    ...TRASH,
    "with averages-anew": { recalls: [0.95, 0.95, 0.95] },
  });
  assertEquals(answer.advised.name, "final layer averaged anew");
  assertEquals(answer.advised.isFree, false);
  assert(answer.advised.code!.pytorch.join("").includes("running_var"));
});

Deno.test("answersOf() tells options apart by paired differences", () => {
  const { answer, optionOf } = answerOf();
  assertEquals(answer.options[0]?.name, "oversampling");
  assert(!optionOf("plain network").isTied);
  const { behind } = optionOf("plain network");
  assert(behind!.lower > 0 && behind!.point > 0.5);
  // Too few seeds for anything.
  const few = answerOf(TRASH, { seeds: 2 });
  assert(few.answer.options.every(({ isTied }) => isTied));
});

Deno.test("answersOf() advises what costs nothing, if it is about as good", () => {
  assertEquals(answerOf().answer.advised.name, "oversampling");
  const equal = {
    ...TRASH,
    "without adjusted": TRASH["oversampling as-trained"]!,
  };
  assertEquals(answerOf(equal).answer.advised.name, "plain network adjusted");
  const useless = Object.fromEntries(
    Object.keys(TRASH).map((name) => [name, TRASH["without as-trained"]!]),
  );
  assertEquals(answerOf(useless).answer.advised.name, "plain network");
});

Deno.test("answersOf() says what the layer changes, and what threshold alone does", () => {
  const { layer, threshold, worst } = answerOf().answer;
  assert(layer.f1!.by.lower > 0);
  assert(layer.auroc!.by.upper < 0 && layer.common!.by.upper < 0);
  assertAlmostEquals(layer.common!.by.point, 0.725 - 0.9);
  assertEquals(worst?.name, "cardboard");
  assertEquals([worst!.from, worst!.to].map(rounded), [0.9, 0.6]);
  assert(threshold!.by.point < 0);
});

Deno.test("answersOf() carries the test over to the shares of the folder, or to others", () => {
  const { answer, optionOf } = answerOf();
  // 121 + 282, 151 + 350 and 41 + 96 images.
  const shares = [403, 501, 137].map((count) => count / 1041);
  answer.classes.forEach(({ share }, at) =>
    assertAlmostEquals(share, shares[at]!)
  );
  assertEquals(answer.isOfFolder, true);
  const { means, inUse: used } = optionOf("final layer");
  // 40 % of cardboard is called trash, and nothing of glass.
  assertAlmostEquals(means.falseAlarms!.point, 1000 * shares[0]! * 0.4);
  const hits = 0.7 * shares[2]!;
  const precision = hits / (hits + shares[0]! * 0.4);
  assertAlmostEquals(used.precision, precision);
  assertAlmostEquals(used.recall, 0.7);
  const rare = answerOf(TRASH, { prevalence: 0.01 });
  assertEquals(rare.answer.isOfFolder, false);
  const inUse = rare.answer.classes.map(({ share }) => share);
  assertAlmostEquals(inUse[2]!, 0.01);
  assertAlmostEquals(inUse[0]! / inUse[1]!, 403 / 501);
  assertAlmostEquals(
    rare.optionOf("final layer").means.falseAlarms!.point,
    1000 * inUse[0]! * 0.4,
  );
});

Deno.test("answersOf() counts a failed training as the worst, in intervals", () => {
  const whole = answerOf().optionOf("final layer").means.f1!;
  const { means, seeds } = answerOf(TRASH, { failed: [3, 4, 5] })
    .optionOf("final layer");
  assertEquals(seeds, 60);
  assert(means.f1!.lower < whole.lower - 0.01);
});

Deno.test("answersOf() has none of images that are not yours, nor without a result", () => {
  const run = ownRun();
  const { own: _, ...settings } = run.settings;
  assertEquals(answersOf({ ...run, settings }), []);
  assertEquals(answersOf({ ...run, claims: [] }), []);
  const failed = ownRun({}, { failed: [] });
  assertEquals(answersOf(failed), []);
});
