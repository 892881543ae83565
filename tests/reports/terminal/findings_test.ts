import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  findingsOf,
  reviewLine,
  verdictsLine,
} from "../../../reports/terminal/findings.ts";
import { madeUpDocument } from "../_document.ts";
import {
  changedScores,
  departed,
  departedRun,
  SAME_SCORES,
} from "../_departed.ts";

Deno.test("findingsOf() has nothing to say of a run that is as reviewed", () => {
  assertEquals(findingsOf(madeUpDocument()), []);
  assertEquals(findingsOf({ ...madeUpDocument(), review: SAME_SCORES }), []);
});

Deno.test("findingsOf() has alarms first, in the order of the checks", () => {
  const run = {
    ...departedRun([departed("notice"), departed("lost"), departed("rules")]),
    review: changedScores(),
  };
  assertEquals(
    findingsOf(run).map(({ check, isAlarm, title }) => [check, isAlarm, title]),
    [
      [
        "scores",
        true,
        "scores have changed since the review: 6,000 to 1, and 100 to 1 is an " +
        "alarm",
      ],
      ["rules", true, "gain/positive on mnist mlp: inconclusive, by rules"],
      ["lost", true, "gain/positive on leaves mlp: inconclusive, by lost"],
      [
        "notice",
        false,
        "gain/positive on leaves small-cnn: inconclusive, by notice",
      ],
    ],
  );
});

Deno.test("findingsOf() takes a lost verdict that fresh seeds found for a notice", () => {
  const found = (isRepeated?: boolean) => {
    const options = isRepeated === undefined ? {} : { isRepeated };
    const [finding] = findingsOf(departedRun([departed("lost", options)]));
    return finding!;
  };
  assertEquals(
    [found().isAlarm, found(true).isAlarm, found(false).isAlarm],
    [true, true, false],
  );
  assertStringIncludes(found().step, "run it again with --confirm");
  assertStringIncludes(found(true).title, "; fresh seeds did not decide it");
  assertStringIncludes(found(true).step, "find out what changed");
  assertStringIncludes(found(false).title, "; fresh seeds decided it as");
  assertStringIncludes(found(false).text, "on fresh seeds, 1000001 to 1000006");
});

Deno.test("findingsOf() says what to do, check by check", () => {
  const stepOf = (check: "rules" | "opposite" | "notice") =>
    findingsOf(departedRun([departed(check)]))[0]!.step;
  const accept = "deno task accept --filter gain/positive";
  for (const check of ["rules", "opposite", "notice"] as const) {
    assertStringIncludes(stepOf(check), accept);
  }
  assertStringIncludes(stepOf("opposite"), '--reason "..."');
  assertStringIncludes(stepOf("notice"), "nothing: chance does that");
});

Deno.test("findingsOf() accepts into the file that the run was compared with", () => {
  const run = departedRun([departed("rules")]);
  const { settings } = run;
  const [finding] = findingsOf({
    ...run,
    settings: {
      ...settings,
      profile: undefined,
      otherOptions: "--store a.sqlite --expect 'my own.json' --out a",
    },
  });
  assertStringIncludes(
    finding!.step,
    "deno task accept --filter gain/positive --expect 'my own.json' --out a " +
      '--reason "..."',
  );
});

Deno.test("findingsOf() names the cells whose scores have changed, ten at the most", () => {
  const textOf = (cells: number) =>
    findingsOf({ ...madeUpDocument(), review: changedScores(cells) })[0]!.text;
  assertEquals(
    textOf(1),
    "gain/with and 1 more on leaves small-cnn, minorityF1\n" +
      "  0.750 then, 0.250 now, mean of 12 seeds; 12,000 to 1 for more than 0.05",
  );
  assertEquals(textOf(12).split("\n").length, 21);
  assert(textOf(12).endsWith("\nand 2 more"));
});

Deno.test("reviewLine() says how many scores were compared, and what came of it", () => {
  const run = madeUpDocument();
  assertEquals(reviewLine(run), undefined);
  assertEquals(
    reviewLine({ ...run, review: SAME_SCORES }),
    "24 scores of 2 cells are the reviewed ones, to the bit",
  );
  assertEquals(
    reviewLine({ ...run, review: { ...SAME_SCORES, isSame: false } }),
    "24 scores of 2 cells were compared with the reviewed ones: 1 to 2.7 that " +
      "they have changed; 100 to 1 is an alarm",
  );
});

Deno.test("verdictsLine() counts verdicts that are as reviewed", () => {
  const run = departedRun([departed("notice"), undefined]);
  assertEquals(verdictsLine(run), "1 of 2 assertions are as reviewed");
  const never = departedRun([{ expected: undefined }]);
  assertEquals(verdictsLine(never), undefined);
});
