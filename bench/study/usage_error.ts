/** A command line that cannot be followed. */
export class UsageError extends Error {
  /** What this kind of error is called. */
  override readonly name = "UsageError";
}
