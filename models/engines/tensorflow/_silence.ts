/**
 * Keeps a native library's start-up lines off the terminal.
 *
 * oneDNN and the CUDA loader write to file descriptor 2 while the library is
 * being opened, before TensorFlow reads its log level, so no setting reaches
 * them. Descriptor 2 points at the null device meanwhile. Errors are not lost:
 * they come back as exceptions.
 */

const LIBC = {
  linux: "libc.so.6",
  darwin: "libSystem.B.dylib",
} as Readonly<Record<string, string>>;

const symbols = {
  dup: { parameters: ["i32"], result: "i32" },
  dup2: { parameters: ["i32", "i32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
  open: { parameters: ["buffer", /* path */ "i32" /* flags */], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

/** TensorFlow's own setting: errors only, from when it is read. */
const LOG_LEVEL = "TF_CPP_MIN_LOG_LEVEL";
const QUIET = "2";

const STDERR = 2;
const WRITE_ONLY = 1;

/** Runs `action` with the native standard error thrown away. */
export function silenceStderr<Result>(action: () => Result): Result {
  const path = LIBC[Deno.build.os];
  if (path === undefined || userWantsLines()) return action();
  using libc = closing(Deno.dlopen(path, symbols));
  const { dup, dup2, close, open } = libc.symbols;
  const saved = dup(STDERR);
  const nowhere = open(new TextEncoder().encode("/dev/null\0"), WRITE_ONLY);
  Deno.env.set(LOG_LEVEL, QUIET);
  try {
    dup2(nowhere, STDERR);
    return action();
  } finally {
    dup2(saved, STDERR);
    close(saved);
    close(nowhere);
  }
}

/** A log level that someone else set asks for the lines. */
function userWantsLines(): boolean {
  const level = Deno.env.get(LOG_LEVEL);
  return level !== undefined && level !== "" && level !== QUIET;
}

function closing<Library extends { close(): void }>(library: Library) {
  return Object.assign(library, {
    [Symbol.dispose]: () => library.close(),
  });
}
