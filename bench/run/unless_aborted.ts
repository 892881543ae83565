/** Waits for something that nobody need wait for once a signal is aborted. */

/**
 * Milliseconds that a signal may be later than what it did: Ctrl-C ends child
 * processes too, and their end may be heard of first.
 */
const LATE = 100;

/**
 * Waits for work, or for the signal. The work is not ended by it.
 *
 * @param work What is waited for.
 * @param options The signal, and what is done with a result that comes after
 * it.
 * @returns The result of the work.
 * @throws {unknown} The signal's reason, once it is aborted.
 *
 * @example
 * ```ts
 * import { assertEquals, assertRejects } from "@std/assert";
 * import { unlessAborted } from "./unless_aborted.ts";
 * const work = Promise.resolve(1);
 * assertEquals(await unlessAborted(work, {}), 1);
 * const signal = AbortSignal.abort(new RangeError("enough"));
 * await assertRejects(() => unlessAborted(work, { signal }), RangeError);
 * ```
 */
export async function unlessAborted<Result>(
  work: Promise<Result>,
  { signal, onLate }: {
    signal?: AbortSignal | undefined;
    onLate?: (result: Result) => unknown;
  },
): Promise<Result> {
  if (signal === undefined) return await work;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  try {
    return await Promise.race([aborted, work]);
  } catch (error) {
    work.then(onLate).catch(() => {});
    if (!signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, LATE));
    }
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
