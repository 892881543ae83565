import { assertEquals, assertThrows } from "@std/assert";
import { readClassNames } from "../../../../bench/run/data/class_names.ts";

const ENTRY = {
  name: "images",
  classes: ["healthy", "spot, early", 'a,b "c"', " two words ", "葉", "=1+1"],
};

const LISTS: [text: string, names: string[]][] = [
  ["healthy", ["healthy"]],
  ['"spot, early"', ["spot, early"]],
  ['healthy, "spot, early" ', ["healthy", "spot, early"]],
  ['"a,b ""c""",葉', ['a,b "c"', "葉"]],
  ['" two words ",=1+1', [" two words ", "=1+1"]],
  ["0,1", ["healthy", "spot, early"]],
];

for (const [text, names] of LISTS) {
  Deno.test(`readClassNames() reads ${text}`, () => {
    assertEquals(readClassNames(ENTRY, text), names);
  });
}

Deno.test("readClassNames() takes a comma outside quotes for a separator", () => {
  assertThrows(
    () => readClassNames(ENTRY, "spot, early"),
    RangeError,
    'Cannot find the class "spot" in images: its classes are 0 (healthy), 1 ' +
      "(spot, early)",
  );
});

Deno.test("readClassNames() says how a name is quoted", () => {
  for (const text of ['a "b"', '"open', '"a" b']) {
    const error = assertThrows(
      () => readClassNames(ENTRY, text),
      RangeError,
    );
    assertEquals(
      error.message,
      `Cannot read the classes ${text}: wanted names separated by commas, and ` +
        'one that has a comma or a quote in it as in CSV: "spot, early",rust',
    );
  }
});
