import { assertEquals, assertRejects } from "@std/assert";
import { DOCUMENT_FILE, DOCUMENT_VERSION } from "../../reports/document.ts";
import { readDocument } from "../../reports/read_document.ts";
import { madeUpDocument } from "./_document.ts";
import { KEPT_RUN, keptRun } from "./_kept_run.ts";

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

Deno.test(`readDocument() reads what was written before, as long as the version is ${DOCUMENT_VERSION}`, async () => {
  const kept = keptRun();
  assertEquals(
    kept.version,
    DOCUMENT_VERSION,
    `the version was raised: write ${KEPT_RUN} anew, as _kept_run.ts says`,
  );
  const { claims } = await read(JSON.stringify(kept));
  assertEquals(claims.length, kept.claims.length);
});

const WHOLE = madeUpDocument();

for (
  const [name, text, type, says] of [
    ["no document", undefined, Deno.errors.NotFound, "it has no run.json"],
    ["half a document", '{"format": "fin', SyntaxError, "it is damaged"],
    ["another file", '["a"]', SyntaxError, "it is not the document of a run"],
    [
      "a newer document",
      JSON.stringify({ ...WHOLE, version: 999 }),
      SyntaxError,
      "a newer suite wrote it, in version 999, and this one reads version " +
      `${DOCUMENT_VERSION}. Next step: use the suite that wrote it`,
    ],
    [
      "an older document",
      JSON.stringify({ ...WHOLE, version: 1 }),
      SyntaxError,
      "an older suite wrote it, in version 1, and this one reads version " +
      `${DOCUMENT_VERSION}. Next step: run deno task bench again; `,
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
