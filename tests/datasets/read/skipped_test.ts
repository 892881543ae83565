import { assertEquals } from "@std/assert";
import { type Skipped, skippedNotes } from "../../../datasets/read/_skipped.ts";

/** Each reason, of one file and of two. */
const REASONS: readonly [reason: string, several: string][] = [
  ["it is a symbolic link", "each is a symbolic link"],
  ["it is HEIC, so export it", "each is HEIC, so export it"],
  ["it is not a regular file", "none is a regular file"],
  ["it has a damaged header", "each has a damaged header"],
  ["it lies in a folder masks", "each lies in a folder masks"],
];

for (const [reason, several] of REASONS) {
  Deno.test(`skippedNotes() says of one and of two: ${reason}`, () => {
    const [one, two] = ["a", "b"].map((name) => ({ name, reason }));
    assertEquals(skippedNotes([one!]), [`1 file left out: ${reason} (a)`]);
    assertEquals(skippedNotes([one!, two!]), [
      `2 files left out: ${several} (a, b)`,
    ]);
  });
}

Deno.test("skippedNotes() counts folders apart from files", () => {
  const reason = "it is protected";
  const folders = ["c", "d"].map((name): Skipped => ({
    name,
    reason,
    isFolder: true,
  }));
  assertEquals(skippedNotes([{ name: "a/1.png", reason }, ...folders]), [
    "2 folders left out: each is protected (c, d)",
    "1 file left out: it is protected (a/1.png)",
  ]);
});
