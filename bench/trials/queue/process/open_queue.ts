/** Connects to a queue's server, and stays connected. */
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import {
  describeAddress,
  type OpenCommand,
  QUEUE_PROTOCOL,
} from "./messages.ts";
import { reply } from "./reply.ts";

/** A queue that can be reached. */
export interface OpenedQueue {
  client: Redis;
  queue: Queue;
  /** The queue's name: trials of other code are in other queues. */
  name: string;
  /** Of all of this suite's keys. */
  prefix: string;
}

const PREFIX = "finalbn";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;

/** Errors that no waiting mends, by what Redis, Node.js or OpenSSL call them. */
const LASTING: readonly { pattern: RegExp; action: string; step: string }[] = [
  {
    pattern: /WRONGPASS|NOAUTH|invalid password|NOPERM/i,
    action: "log in to the queue",
    step: "check user and password in --queue or FINALBN_QUEUE",
  },
  {
    pattern: /DB index/i,
    action: "use the queue",
    step: "check the number of the database at the end of its URL",
  },
  {
    pattern: /certificate|altnames/i,
    action: "trust the queue",
    step: "name the file that has its authority's certificate, in PEM, in " +
      "FINALBN_QUEUE_CA",
  },
];

/**
 * Connects, and says when the connection is lost and found again: whatever was
 * asked of the server meanwhile waits.
 *
 * @throws {Error} If the server cannot be reached at first, with the next step.
 */
export async function openQueue(options: OpenCommand): Promise<OpenedQueue> {
  const { address, authority, code, timing } = options;
  const { host, port, username, password, database, tls } = address;
  const client = new Redis({
    host,
    port,
    db: database,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: authority === undefined ? {} : { ca: authority } } : {}),
    keepAlive: 10_000,
    connectTimeout: 5000,
    maxRetriesPerRequest: null,
    retryStrategy: (times) =>
      Math.min(FIRST_PAUSE_MS * 2 ** (times - 1), LONGEST_PAUSE_MS),
  });
  const where = describeAddress(address);
  await connect(client, { where, seconds: timing.connectSeconds });
  sayWhenLost(client, where);
  const name = `trials-${QUEUE_PROTOCOL}-${code.slice(0, 12)}`;
  const queue = new Queue(name, { connection: client, prefix: PREFIX });
  queue.on("error", () => {}); // the client's own, said already
  await queue.waitUntilReady();
  return { client, queue, name, prefix: PREFIX };
}

async function connect(
  client: Redis,
  { where, seconds }: { where: string; seconds: number },
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let last = "no answer";
  const timer = setTimeout(() =>
    reject(
      new Error(
        `Cannot reach the queue at ${where}: ${last}, for ${seconds} s. ` +
          "Next step: check that Redis or Valkey runs there, and that its " +
          "port can be reached from here",
      ),
    ), seconds * 1000);
  client.on("error", (error) => {
    last = error.message;
    const lasting = LASTING.find(({ pattern }) => pattern.test(last));
    if (lasting === undefined) return;
    const { action, step } = lasting;
    reject(
      new Error(`Cannot ${action} at ${where}: ${last}. Next step: ${step}`),
    );
  });
  client.on("ready", () => resolve());
  try {
    await promise;
    await client.ping();
  } finally {
    clearTimeout(timer);
  }
}

function sayWhenLost(client: Redis, where: string): void {
  let isLost = false;
  client.on("close", () => {
    if (isLost) return;
    isLost = true;
    reply({
      type: "note",
      text: `the queue at ${where} is out of reach: waiting until it is back`,
    });
  });
  client.on("ready", () => {
    if (isLost) reply({ type: "note", text: `the queue at ${where} is back` });
    isLost = false;
  });
}
