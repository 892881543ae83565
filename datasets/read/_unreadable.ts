/** Says which file an error of the operating system or of a library is about. */

/** What is wrong with what somebody forbids to read. */
export const PROTECTED = "it is protected: there is no permission to read it";

/** The error for a file that cannot be read, of the cause's class. */
export function unreadable(name: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const Kind = KINDS.find((kind) => cause instanceof kind) ?? Error;
  const error = new Kind(
    `Cannot read ${name}: ${
      reason.replace(/\.$/, "")
    }. Next step: check that ` +
      "it is there and that you may read it",
    { cause },
  );
  return withSummary(
    error,
    isDenied(cause) ? PROTECTED : "it is not there",
  );
}

/** Says what is wrong with a file in words that fit others of its kind too. */
export function withSummary<Kind extends Error>(
  error: Kind,
  summary: string,
): Kind {
  return Object.assign(error, { summary });
}

/** What is wrong with a file, without its name. */
export function summaryOf(error: Error): string {
  return (error as { summary?: string }).summary ?? error.message;
}

/** Whether somebody forbids it: the system, or Deno's own permissions. */
export function isDenied(
  error: unknown,
): error is Deno.errors.PermissionDenied | Deno.errors.NotCapable {
  return error instanceof Deno.errors.PermissionDenied ||
    error instanceof Deno.errors.NotCapable;
}

const KINDS = [
  Deno.errors.NotFound,
  Deno.errors.PermissionDenied,
  Deno.errors.NotCapable,
];

/** The error for a file whose bytes are not what they should be. */
export function damaged(
  name: string,
  state: string,
  options: { cause?: unknown; nextStep?: string; summary?: string } = {},
): SyntaxError {
  const { cause, nextStep = "fetch or make the file again" } = options;
  const error = new SyntaxError(
    `Cannot read ${name}: ${state}. Next step: ${nextStep}`,
    cause === undefined ? {} : { cause },
  );
  return withSummary(error, options.summary ?? state);
}
