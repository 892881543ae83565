import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  type Groupable,
  groupingOf,
} from "../../../datasets/read/_group_images.ts";
import { withFolder } from "../_made_up.ts";

const IMAGES: Groupable[] = [
  {
    label: 0,
    sha256: "",
    path: ["spot", "p07", "p07_left.jpg"],
    folder: "p07",
  },
  {
    label: 0,
    sha256: "",
    path: ["spot", "p07", "p07_right.jpg"],
    folder: "p07",
  },
  { label: 1, sha256: "", path: ["fine", "p11_left.jpg"] },
];

async function groupsBy(text: string, images = IMAGES) {
  return (await groupingOf(text)(images)).groups;
}

Deno.test("groupingOf() groups by folders inside the class folders", async () => {
  assertEquals(await groupsBy("folder"), ["p07", "p07", undefined]);
});

Deno.test("groupingOf() groups by a pattern on paths", async () => {
  assertEquals(await groupsBy("/(p\\d+)_/"), ["p07", "p07", "p11"]);
  assertEquals(await groupsBy("/_(left)/"), ["left", undefined, "left"]);
});

Deno.test("groupingOf() refuses patterns that name no group", () => {
  for (
    const [text, state] of [
      ["/p\\d+_/", "wanted one group in parentheses, got 0"],
      ["/(p)(\\d+)_/", "wanted one group in parentheses, got 2"],
      ["/(p/", "Invalid regular expression"],
    ] as const
  ) {
    assertThrows(
      () => groupingOf(text),
      RangeError,
      `Cannot use --groups ${text}: ${state}`,
    );
  }
});

Deno.test("groupingOf() groups by a table, and says what is not there", () =>
  withFolder(async (folder) => {
    const table = `${folder}/groups.csv`;
    await Deno.writeTextFile(
      table,
      "file,group\np07_left.jpg,a\nspot/p07/p07_right,a\nfine/p12.jpg,b\n",
    );
    assertEquals(await groupingOf(table)(IMAGES), {
      groups: ["a", "a", undefined],
      remarks: [
        `1 file that ${table} names is not there (fine/p12.jpg)`,
      ],
    });
    await assertRejects(
      () => groupsBy(`${folder}/none.csv`),
      Deno.errors.NotFound,
      `Cannot read ${folder}/none.csv: `,
    );
    await Deno.writeTextFile(table, "file,label\na,b\n");
    await assertRejects(
      () => groupsBy(table),
      SyntaxError,
      "wanted the columns file and group in its first line, got file, label",
    );
  }));
