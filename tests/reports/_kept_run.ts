/**
 * A run document that was written before. A change after which it cannot be read
 * raises `DOCUMENT_VERSION`; then it is written anew:
 *
 *     deno run -P=test tests/reports/_kept_run.ts
 */
import { gunzipSync, gzipSync } from "node:zlib";
import type { RunDocument } from "../../reports/document.ts";
import { everyKind } from "./_every_kind.ts";

/** Its file, beside this one. */
export const KEPT_RUN = "fixtures/run.json.gz";

const FILE = new URL(KEPT_RUN, import.meta.url);

/** Reads it, and checks nothing. */
export function keptRun(): RunDocument {
  return JSON.parse(gunzipSync(Deno.readFileSync(FILE)).toString());
}

if (import.meta.main) {
  Deno.writeFileSync(FILE, gzipSync(JSON.stringify(everyKind())));
}
