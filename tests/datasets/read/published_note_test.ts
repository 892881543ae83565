import { assertEquals } from "@std/assert";
import { publishedNote } from "../../../datasets/read/_published_note.ts";
import { withFolder } from "../_made_up.ts";

const PUBLISHED = {
  name: "images.tar.gz",
  // printf images | sha256sum
  sha256: "21b2eed1e328a2c62fe4c17d51188bdea73450f29956dc5c8c95429313ddd72c",
};

Deno.test("publishedNote() says nothing of the published file", () =>
  withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/copy`, "images");
    assertEquals(await publishedNote(`${folder}/copy`, PUBLISHED), []);
  }));

Deno.test("publishedNote() says that a copy is another file", () =>
  withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/copy`, "other");
    assertEquals(await publishedNote(`${folder}/copy`, PUBLISHED), [
      `images.tar.gz is not packed as published: wanted SHA-256 ` +
      `${PUBLISHED.sha256}, got ` +
      "d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa; its " +
      "images may be others",
    ]);
  }));

Deno.test("publishedNote() says nothing of a folder, or where no hash is known", () =>
  withFolder(async (folder) => {
    assertEquals(await publishedNote(folder, PUBLISHED), []);
    await Deno.writeTextFile(`${folder}/copy`, "other");
    assertEquals(await publishedNote(`${folder}/copy`, { name: "a" }), []);
  }));
