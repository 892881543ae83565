/** Which queue a run is to use, as the user named it. */
import { parseQueueUrl } from "./trials/queue/queue_address.ts";
import { UsageError } from "./settings.ts";

/** A queue that was named. */
export interface NamedQueue {
  /** Its URL, checked. */
  url: string;
  /** The certificates of its authority, in PEM, where they were named. */
  authority: string | undefined;
}

/**
 * Finds the queue that the user named: with `--queue`, or in `FINALBN_QUEUE`,
 * which keeps its password out of the list of processes. `FINALBN_QUEUE_CA`
 * names the file with the certificates of a private authority.
 *
 * @param flag The value of `--queue`.
 * @returns The queue; undefined if none was named.
 * @throws {UsageError} If the URL is none, or the file cannot be read.
 */
export async function findQueue(
  flag: string | undefined,
): Promise<NamedQueue | undefined> {
  const url = flag ?? Deno.env.get("FINALBN_QUEUE");
  if (url === undefined) return undefined;
  try {
    parseQueueUrl(url);
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause });
  }
  const path = Deno.env.get("FINALBN_QUEUE_CA");
  if (path === undefined) return { url, authority: undefined };
  try {
    return { url, authority: await Deno.readTextFile(path) };
  } catch (cause) {
    throw new UsageError(
      `Cannot read FINALBN_QUEUE_CA, ${path}: ${(cause as Error).message}`,
      { cause },
    );
  }
}
