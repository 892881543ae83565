import { assertEquals, assertThrows } from "@std/assert";
import { classIndex } from "../../datasets/dataset.ts";

const ENTRY = { name: "trees", classes: ["ash", "beech", "cedar"] };

Deno.test("classIndex() finds a class by its name", () => {
  assertEquals(classIndex(ENTRY, "ash"), 0);
  assertEquals(classIndex(ENTRY, "cedar"), 2);
});

Deno.test("classIndex() finds a class by its number, from 0", () => {
  assertEquals(classIndex(ENTRY, "0"), 0);
  assertEquals(classIndex(ENTRY, "2"), 2);
});

Deno.test("classIndex() takes a name that is a number for the name", () => {
  const entry = { name: "reversed", classes: ["2", "1", "0"] };
  assertEquals(classIndex(entry, "2"), 0);
  assertEquals(classIndex(entry, "0"), 2);
});

Deno.test("classIndex() finds a name in another case, or with accents in two pieces", () => {
  const entry = { name: "trees", classes: ["Ash", "\u00c9rable", "x", "X"] };
  assertEquals(classIndex(entry, "ASH"), 0);
  assertEquals(classIndex(entry, "e\u0301rable"), 1);
  assertEquals(classIndex(entry, "X"), 3);
});

Deno.test("classIndex() refuses other classes, and lists the ones there are", () => {
  const others = ["3", "-1", "1.5", "1e0", "", " ", "ashes", "oak", "length"];
  for (const wanted of others) {
    const error = assertThrows(() => classIndex(ENTRY, wanted), RangeError);
    assertEquals(
      error.message,
      `Cannot find the class "${wanted}" in trees: its classes are 0 (ash), ` +
        "1 (beech), 2 (cedar)",
    );
  }
});
