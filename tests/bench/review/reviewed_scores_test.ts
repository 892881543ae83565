import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  decodeScores,
  encodeScores,
  readReviewedScores,
  type ReviewedCell,
} from "../../../bench/review/reviewed_scores.ts";

const CELL: ReviewedCell = {
  cells: ["gain/with", "generality/with"],
  site: "leaves small-cnn",
  metric: "minorityF1",
  inference: "as-trained",
  epoch: 4,
  firstSeed: 1001,
  scores: [0.1 + 0.2, null, 5e-324, 1],
};

Deno.test("decodeScores() gives back what encodeScores() wrote, to the bit", () => {
  const cells = [CELL, { ...CELL, cells: ["sooner"], reaches: 0.5 }];
  assertEquals(decodeScores(encodeScores(cells)), cells);
});

Deno.test("encodeScores() gives the same bytes for the same scores", () => {
  const bytes = encodeScores([CELL]);
  assertEquals(encodeScores([structuredClone(CELL)]), bytes);
  // No time of day, and no system.
  assertEquals([...bytes.slice(4, 8), bytes[9]], [0, 0, 0, 0, 255]);
});

Deno.test("decodeScores() refuses what is damaged, or of another version", () => {
  const bytes = encodeScores([CELL]);
  assertThrows(() => decodeScores(bytes.slice(0, -9)), Error);
  assertThrows(() => decodeScores(bytes.slice(9)), Error);
});

Deno.test("readReviewedScores() knows nothing of what is no profile", async () => {
  assertEquals(await readReviewedScores(undefined), []);
  assertEquals(await readReviewedScores("../expected"), []);
});

Deno.test("readReviewedScores() says what to do with a damaged file", async () => {
  const folder = await Deno.makeTempDir();
  const url = new URL(`file://${folder}/`);
  await Deno.writeTextFile(`${folder}/quick.json.gz`, "not compressed");
  await assertRejects(
    () => readReviewedScores("quick", url),
    SyntaxError,
    "it is damaged. Next step: take it from version control again",
  );
  assertEquals(await readReviewedScores("paper", url), []);
  await Deno.writeFile(`${folder}/quick.json.gz`, encodeScores([CELL]));
  assertEquals(await readReviewedScores("quick", url), [CELL]);
  await Deno.remove(folder, { recursive: true });
});
