/** Reads what a run found: every report is made of this alone. */
import {
  DOCUMENT_FILE,
  DOCUMENT_VERSION,
  type RunDocument,
  runDocument,
} from "./document.ts";

/** What mends most of what can be wrong: trainings are kept, and not redone. */
const RUN_AGAIN = "run deno task bench again; kept trainings are reused";

/**
 * Reads the document of a run.
 *
 * @param folder The folder that the run wrote.
 * @returns All that it found.
 * @throws {Deno.errors.NotFound} If the folder has no document.
 * @throws {SyntaxError} If the document is damaged, or of another version.
 *
 * @example It takes a run, and so is not run here.
 * ```ts ignore
 * import { readDocument } from "./read_document.ts";
 * const { claims } = await readDocument("reports/latest");
 * console.log(claims.map(({ name, verdict }) => `${name}: ${verdict}`));
 * ```
 */
export async function readDocument(folder: string): Promise<RunDocument> {
  const path = `${folder}/${DOCUMENT_FILE}`;
  const json = parseJson(await readText(folder), path);
  assertVersion(json, path);
  const read = runDocument.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new SyntaxError(
    `Cannot read ${path}: ${issue?.path.join(".")}: ${issue?.message}. Next ` +
      `step: ${RUN_AGAIN}`,
    { cause: read.error },
  );
}

async function readText(folder: string): Promise<string> {
  try {
    return await Deno.readTextFile(`${folder}/${DOCUMENT_FILE}`);
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    throw new Deno.errors.NotFound(
      `Cannot read ${folder}: it has no run.json. Next step: name a ` +
        `folder that deno task bench wrote; if an older version did, ` +
        RUN_AGAIN,
      { cause },
    );
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SyntaxError(
      `Cannot read ${path}: it is damaged: ${(cause as Error).message}. Next ` +
        `step: ${RUN_AGAIN}`,
      { cause },
    );
  }
}

/** @throws {SyntaxError} If another version of the suite wrote it. */
function assertVersion(json: unknown, path: string): void {
  const { format, version } = Object(json) as Record<string, unknown>;
  if (format !== "finalbn-run") {
    throw new SyntaxError(
      `Cannot read ${path}: it is not the document of a run. Next step: name ` +
        "the folder that deno task bench wrote",
    );
  }
  if (version === DOCUMENT_VERSION) return;
  const [age, step] = Number(version) < DOCUMENT_VERSION
    ? ["an older", `${RUN_AGAIN}; or use the suite that wrote it`]
    : ["a newer", "use the suite that wrote it"];
  throw new SyntaxError(
    `Cannot read ${path}: ${age} suite wrote it, in version ${version}, and ` +
      `this one reads version ${DOCUMENT_VERSION}. Next step: ${step}`,
  );
}
