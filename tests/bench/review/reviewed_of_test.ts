import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { acceptRun } from "../../../bench/review/accept_run.ts";
import {
  assertFound,
  expectText,
  readExpectFile,
  reviewedOf,
} from "../../../bench/review/reviewed_of.ts";
import { reviewRun } from "../../../bench/review/review_run.ts";
import { OWN } from "../../../bench/study/expectations.ts";
import { UsageError } from "../../../bench/study/usage_error.ts";
import type { RunDocument } from "../../../reports/document.ts";
import { NOTHING, runOf, withScores } from "./_reviewed.ts";

/** A run on your own images: it is of no profile. */
function ownRun(...changes: Parameters<typeof runOf>): RunDocument {
  const run = runOf(...changes);
  const { profile: _, ...settings } = run.settings;
  return { ...run, settings };
}

/** A run, accepted into a file, and read again. */
async function fileOf(run: RunDocument): Promise<string> {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  const accepted = acceptRun(run, { reviewed: NOTHING, profile: OWN });
  await Deno.writeTextFile(path, expectText(accepted));
  return path;
}

Deno.test("a run of no profile is compared with the file that accept wrote of it", async () => {
  const run = ownRun();
  const path = await fileOf(run);
  const reviewed = await reviewedOf({ profile: OWN, expect: path });
  assertEquals(reviewRun(run, { profile: OWN, reviewed }).review?.isSame, true);
  const opposite = withScores(
    ownRun({ verdict: "contradicted" }),
    (score) => score - 1e-9,
  );
  const { claims } = reviewRun(opposite, { profile: OWN, reviewed });
  assertEquals(claims[0]?.statements[0]?.departure?.check, "opposite");
  const changed = withScores(run, (score) => score / 4);
  const { review } = reviewRun(changed, { profile: OWN, reviewed });
  assertEquals(review?.isSame, false);
  // Nothing is left to accept.
  assertEquals(acceptRun(run, { reviewed, profile: OWN }).changes, []);
  await Deno.remove(path);
});

Deno.test("readExpectFile() reads verdicts that were written by hand, without scores", async () => {
  const path = await Deno.makeTempFile();
  const verdicts = {
    "images mlp": { "gain/positive": { verdict: "supported" } },
  };
  await Deno.writeTextFile(path, JSON.stringify({ verdicts }));
  assertEquals(await readExpectFile(path), {
    expectations: { own: { verdicts } },
    scores: [],
  } as Awaited<ReturnType<typeof readExpectFile>>);
  await Deno.remove(path);
});

Deno.test("readExpectFile() says what is wrong with a file", async () => {
  const path = await Deno.makeTempFile();
  const place = (entry: unknown) =>
    JSON.stringify({ verdicts: { "images mlp": { "gain/positive": entry } } });
  const cases = {
    "{": "Expected property name",
    "{}": "verdicts",
    [place({ verdict: "yes" })]: "images mlp.gain/positive.verdict: ",
    [place({ verdict: "contradicted" })]: "needs its reason",
    [`{"verdicts": {}, "scores": []}`]: "scores",
  };
  for (const [text, says] of Object.entries(cases)) {
    await Deno.writeTextFile(path, text);
    await assertRejects(() => readExpectFile(path), UsageError, says);
  }
  await Deno.remove(path);
  await assertRejects(
    () => readExpectFile(path),
    UsageError,
    `there is no such file. Next step: run without --expect, then deno task ` +
      `accept --expect ${path}`,
  );
});

Deno.test("assertFound() refuses what the run does not check", async () => {
  const path = await fileOf(ownRun());
  const reviewed = await readExpectFile(path);
  const names = ["gain/positive on leaves small-cnn"];
  assertFound(path, { reviewed, names });
  assertFound(undefined, { reviewed, names: [] });
  assertThrows(
    () => assertFound(path, { reviewed, names: ["gain/headline on x"] }),
    UsageError,
    `it expects ${names[0]}, which this run does not check`,
  );
  await Deno.remove(path);
});
