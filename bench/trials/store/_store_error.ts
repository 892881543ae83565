/** What SQLite's and the system's errors mean for a store of trials. */

/** SQLite's codes: see https://www.sqlite.org/rescode.html (2025). */
const CODE = {
  other: 1,
  busy: 5,
  readOnly: 8,
  io: 10,
  damaged: 11,
  full: 13,
  cannotOpen: 14,
  noDatabase: 26,
};

/** SQLite's messages for them: see its sqlite3_errstr. */
const MESSAGES = new Map([
  ["database is locked", CODE.busy],
  ["attempt to write a readonly database", CODE.readOnly],
  ["disk I/O error", CODE.io],
  ["database disk image is malformed", CODE.damaged],
  ["malformed database schema", CODE.damaged],
  ["database or disk is full", CODE.full],
  ["unable to open database file", CODE.cannotOpen],
  ["file is not a database", CODE.noDatabase],
]);

/** What to do where the folder is the problem. */
const ELSEWHERE = "name a file with --store in a folder that can be written";

const NEXT_STEPS = new Map([
  [
    CODE.busy,
    "end the process that holds it, or choose another file with --store",
  ],
  [CODE.readOnly, ELSEWHERE],
  [CODE.cannotOpen, ELSEWHERE],
  [
    CODE.io,
    "see whether its disk is full or fails, and run again: kept trainings " +
    "are reused",
  ],
  [CODE.full, "free some room and run again: kept trainings are reused"],
]);

/** Whether SQLite says that a file is not, or no longer, a sound database. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  return code === CODE.damaged || code === CODE.noDatabase;
}

/**
 * Adds to an error of SQLite or of the system what was tried and what to do.
 *
 * @returns Any other error as it is.
 */
export function explainStoreError(error: unknown, path: string): unknown {
  const code = codeOf(error);
  const isOurs = code === undefined && !isSystemError(error);
  if (isOurs || !(error instanceof Error)) return error;
  const nextStep = code === undefined
    ? ELSEWHERE
    : NEXT_STEPS.get(code) ?? "choose another file with --store";
  return new Error(
    `Cannot keep trials in ${path}: ${error.message}. Next step: ${nextStep}`,
    { cause: error },
  );
}

function isSystemError(error: unknown): boolean {
  return Object.values(Deno.errors).some((kind) => error instanceof kind);
}

/** SQLite's primary code of an error, where it is one of SQLite's. */
function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode } = error as { code?: string; errcode?: number };
  if (code !== "ERR_SQLITE_ERROR") return undefined;
  if (errcode !== undefined) return errcode & 0xff;
  // DatabaseSync tells the code of its statements' errors, and of no others.
  const found = [...MESSAGES].find(([text]) => error.message.startsWith(text));
  return found?.[1] ?? CODE.other;
}
