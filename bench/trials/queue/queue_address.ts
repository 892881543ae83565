/** Where a queue is: a URL of Redis or Valkey, taken apart and checked once. */
import type { QueueAddress } from "./process/messages.ts";

const PROTOCOLS: Readonly<Record<string, { tls: boolean }>> = {
  "redis:": { tls: false },
  "rediss:": { tls: true },
};

const DEFAULT_PORT = 6379;

/**
 * Takes a queue's URL apart.
 *
 * @param text `redis://[[user]:password@]host[:port][/database]`, or the same
 * with `rediss:` for TLS; what is special in a password is percent-encoded.
 * @returns Host, port, log-in and database.
 * @throws {SyntaxError} If it is no such URL. No message has the password.
 *
 * @example
 * ```ts
 * import { parseQueueUrl } from "./queue_address.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { host, port, tls } = parseQueueUrl("rediss://:secret@gpu1/2");
 * assertEquals([host, port, tls], ["gpu1", 6379, true]);
 * ```
 */
export function parseQueueUrl(text: string): QueueAddress {
  const fail = (state: string) =>
    new SyntaxError(
      `Cannot use the queue's URL: ${state}. Next step: write it as ` +
        "redis://host:6379, or rediss://user:password@host:6379/0",
    );
  if (!URL.canParse(text)) throw fail("it is not a URL");
  const url = new URL(text);
  const { protocol, hostname, port, pathname, search, hash } = url;
  const known = Object.hasOwn(PROTOCOLS, protocol);
  if (!known) throw fail(`wanted redis: or rediss:, got ${protocol}`);
  if (hostname === "") throw fail("it names no host");
  if (!/^[a-z0-9._-]+$|^\[[0-9a-f:.]+\]$/i.test(hostname)) {
    throw fail("its host is neither a name nor an address");
  }
  if (search + hash !== "") throw fail("it has a query or a fragment");
  const database = /^\/?(\d{0,4})$/.exec(pathname)?.[1];
  if (database === undefined) throw fail("its path is not a database's number");
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? DEFAULT_PORT : Number(port),
    username: decoded(url.username, fail),
    password: decoded(url.password, fail),
    database: Number(database),
    ...PROTOCOLS[protocol] as { tls: boolean },
  };
}

function decoded(
  part: string,
  fail: (state: string) => SyntaxError,
): string | undefined {
  try {
    return part === "" ? undefined : decodeURIComponent(part);
  } catch {
    throw fail("its user or password is not percent-encoded");
  }
}
