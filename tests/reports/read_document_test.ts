import { assertEquals, assertRejects } from "@std/assert";
import { DOCUMENT_FILE } from "../../reports/document.ts";
import { readDocument } from "../../reports/read_document.ts";
import { madeUpDocument } from "./_document.ts";

/** Reads what a file has in it; nothing where there is no file. */
async function read(text: string | undefined) {
  const folder = await Deno.makeTempDir();
  try {
    if (text !== undefined) {
      await Deno.writeTextFile(`${folder}/${DOCUMENT_FILE}`, text);
    }
    return await readDocument(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("readDocument() reads what a run wrote", async () => {
  const document = madeUpDocument();
  assertEquals(await read(JSON.stringify(document)), document);
});

const WHOLE = madeUpDocument();

for (
  const [name, text, type, says] of [
    ["no document", undefined, Deno.errors.NotFound, "it has no run.json"],
    ["half a document", '{"format": "fin', SyntaxError, "it is damaged"],
    ["another file", '["a"]', SyntaxError, "it is not the document of a run"],
    [
      "another version",
      JSON.stringify({ ...WHOLE, version: 999 }),
      SyntaxError,
      "it is of version 999, and this suite reads version 1",
    ],
    [
      "a value that cannot be",
      JSON.stringify({ ...WHOLE, isComplete: "perhaps" }),
      SyntaxError,
      "run.json: isComplete: ",
    ],
    [
      "a field that is not known",
      JSON.stringify({ ...WHOLE, settings: { ...WHOLE.settings, more: 1 } }),
      SyntaxError,
      "run.json: settings: ",
    ],
  ] as const
) {
  Deno.test(`readDocument() refuses ${name}, and says what to do`, async () => {
    const { message } = await assertRejects(() => read(text), type, says);
    assertEquals(/^Cannot read .*\. Next step: /s.test(message), true, message);
  });
}
