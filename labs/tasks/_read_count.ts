/** Reads whole numbers of a command line. */
import { UsageError } from "../../bench/study/usage_error.ts";

/**
 * Reads the whole number of a flag.
 *
 * @param flags The command line.
 * @param options The flag's name, its value where it is not given, and the least
 * that it may be, 1 if left out.
 * @throws {UsageError} If it is no such number.
 */
export function readCount(
  flags: Readonly<Record<string, unknown>>,
  { name, usual, least = 1 }: { name: string; usual: number; least?: number },
): number {
  const text = flags[name] ?? usual;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(
    `Cannot use --${name} ${text}: wanted a whole number of at least ${least}`,
  );
}
