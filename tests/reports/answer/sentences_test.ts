import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { answersOf } from "../../../reports/answer/answer.ts";
import {
  adviceText,
  guessText,
  tiedText,
  toldOf,
} from "../../../reports/answer/sentences.ts";
import { ownRun, type Skills, TRASH } from "./_own_images.ts";

function tell(skills?: Skills, options: Parameters<typeof ownRun>[1] = {}) {
  const answer = answersOf(ownRun(skills, options))[0]!;
  const told = toldOf(answer);
  return {
    advice: adviceText(answer),
    tied: tiedText(answer),
    guess: guessText(answer),
    says: (asks: string) =>
      told.find((each) => each.asks.includes(asks))?.says ?? "nothing",
  };
}

Deno.test("adviceText() says what to take, and why not the best", () => {
  assertEquals(
    tell().advice,
    "If all classes are equally frequent, take oversampling: it has the best " +
      "F1 of the rare classes, 0.88.",
  );
  const equal = {
    ...TRASH,
    "without adjusted": { recalls: [0.85, 0.9, 0.88] } as const,
  };
  assertStringIncludes(
    tell(equal).advice,
    "take the plain network adjusted: its F1 of the rare classes is 0.87, and " +
      "it needs no other training. The best, oversampling, has 0.88: a " +
      "difference of up to 0.05 is not worth another training.",
  );
  assertStringIncludes(
    tell(TRASH, { seeds: 4 }).advice,
    "But the plain network adjusted, which needs no other training, is not " +
      "clearly worse so far: more seeds may decide.",
  );
});

Deno.test("toldOf() answers each question by its interval", () => {
  const { says, tied, guess } = tell();
  assertStringIncludes(
    says("help the F1 of trash"),
    "Yes: it rises from 0.17 to 0.67, by +0.50 [+0.",
  );
  assertStringIncludes(says("rank"), "No: the AUROC falls from 0.90 to 0.80");
  assertStringIncludes(
    says("cost"),
    "Their mean recall falls from 0.90 to 0.7",
  );
  assertStringIncludes(
    says("cost"),
    "cardboard loses the most: from 0.90 to 0.60.",
  );
  assertStringIncludes(says("trusted"), "Less: the calibration error rises");
  assertStringIncludes(
    says("in use"),
    "With 13 % rare images, as in your folder, take it too: its F1 is 0.77 " +
      "there, its precision 0.67, and it finds 90 % of the rare images, with 58 " +
      "false alarms in 1,000 images.",
  );
  assertStringIncludes(says("sure"), "false alarms by up to 140 in 1,000");
  assertEquals(guess, "Calling every image trash has an F1 of 0.50 here.");
  assertStringIncludes(
    says("sure"),
    "60 trainings of each option, and 40 test",
  );
  assertEquals(tied, undefined);
  const open = tell(TRASH, { seeds: 2 });
  for (const asks of ["help", "rank", "threshold", "cost", "trusted"]) {
    assertStringIncludes(open.says(asks), "This is open:");
  }
  assertStringIncludes(
    open.tied ?? "",
    "No clear difference from oversampling",
  );
});

Deno.test("toldOf() says whether moving the threshold does as well", () => {
  const adjusted = (recalls: readonly [number, number, number]) =>
    tell({ ...TRASH, "without adjusted": { recalls } }, { seeds: 300 })
      .says("threshold");
  assertStringIncludes(adjusted([0.9, 0.9, 0.2]), "No: the plain network, adj");
  assertStringIncludes(adjusted([0.9, 0.9, 0.9]), "Yes, and better: the plain");
  assertStringIncludes(adjusted([0.6, 0.85, 0.7]), "Yes: the plain network");
});

Deno.test("toldOf() says what to take in use, where it is another", () => {
  // It finds all that is rare, and takes one common image in ten for it.
  const eager = {
    ...TRASH,
    "without as-trained": { recalls: [0.99, 0.99, 0.8] },
    "without adjusted": { recalls: [0.9, 0.9, 1] },
  } as const;
  const { advice, says } = tell(eager, { prevalence: 0.01 });
  assertStringIncludes(advice, "take the plain network adjusted: it has");
  assertStringIncludes(says("in use"), "With 1 % rare images, take the plain ");
  assertMatch(says("in use"), /\. With the plain network adjusted, F1 is 0\.3/);
});

Deno.test("toldOf() warns of few test images", () => {
  const few = tell(TRASH, { tests: 20 }).says("sure");
  assertStringIncludes(few, "fewer than 30 of a class are few");
  assertEquals(tell().says("sure").includes("few"), false);
});
