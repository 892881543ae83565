import { assertEquals } from "@std/assert";
import { findNamed } from "../../../datasets/read/_find_named.ts";

/** Files at paths, which find themselves. */
function filesAt(...paths: string[]) {
  return paths.map((path) => ({ path: path.split("/") }));
}

/** What each name finds, of files at paths. */
function found(paths: string[], names: string[]): (string | undefined)[] {
  const find = findNamed(filesAt(...paths), names);
  return names.map((name) => find(name)?.path.join("/"));
}

const PATHS = ["images/a1.jpg", "images/b2.JPG", "train/c.png", "test/c.png"];

Deno.test("findNamed() finds paths, names and names without ending, in any case", () => {
  for (
    const [name, path] of [
      ["images/a1.jpg", PATHS[0]],
      ["./images/a1.jpg", PATHS[0]],
      ["images\\a1.jpg", PATHS[0]],
      ["a1.jpg", PATHS[0]],
      ["a1", PATHS[0]],
      ["Images/A1.JPG", PATHS[0]],
      ["b2.jpg", PATHS[1]],
      ["test/c.png", PATHS[3]],
      ["c.png", undefined],
      ["b3", undefined],
    ] as const
  ) {
    assertEquals(found(PATHS, ["a1", name])[1], path, name);
  }
});

Deno.test("findNamed() passes over folders of another machine", () => {
  for (
    const root of [
      "/home/me/set/",
      "C:\\Users\\me\\",
      "../set/",
      "https://a/b/",
    ]
  ) {
    const names = PATHS.map((path) =>
      root + (root.includes("\\") ? path.replace("/", "\\") : path)
    );
    assertEquals(found(PATHS, names), PATHS, root);
  }
  // All are in one folder, and there it has another name.
  assertEquals(found(PATHS, ["/x/a1.jpg", "/x/b2.JPG"]), PATHS.slice(0, 2));
  // One that is missing takes no file of its name in another folder.
  assertEquals(
    found(["train/a.png", "train/b.png"], ["/x/test/a.png", "/x/train/b.png"]),
    [undefined, "train/b.png"],
  );
});

Deno.test("findNamed() tells names apart that differ in case alone", () => {
  const paths = ["a/x.png", "a/X.png"];
  assertEquals(found(paths, ["a/x.png", "a/X.png", "A/x.png"]), [
    ...paths,
    undefined,
  ]);
});
