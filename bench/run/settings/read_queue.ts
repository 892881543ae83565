/** Which queue a run is to use, as the user named it. */
import { parseQueueUrl } from "../../trials/queue/queue_address.ts";
import { UsageError } from "../../study/usage_error.ts";

/** A queue that can be asked for. */
export interface NamedQueue {
  /** Its URL, checked. */
  url: string;
  /** The certificates of its authority, in PEM, where they were named. */
  authority: string | undefined;
}

/**
 * Checks the queue that the user named. `FINALBN_QUEUE_CA` names the file with
 * the certificates of a private authority.
 *
 * @param url The value of `--queue`, or of `FINALBN_QUEUE`.
 * @throws {UsageError} If the URL is none, or the file cannot be read.
 */
export async function readQueue(url: string): Promise<NamedQueue> {
  try {
    parseQueueUrl(url);
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause });
  }
  const path = Deno.env.get("FINALBN_QUEUE_CA");
  if (!path) return { url, authority: undefined };
  try {
    return { url, authority: await Deno.readTextFile(path) };
  } catch (cause) {
    throw new UsageError(
      `Cannot read FINALBN_QUEUE_CA, ${path}: ${(cause as Error).message}`,
      { cause },
    );
  }
}
