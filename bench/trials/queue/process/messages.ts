/** What a process that runs BullMQ and its parent tell each other. */

/** Changes when the two sides of a queue would no longer understand another. */
export const QUEUE_PROTOCOL = 2;

/** The name that every job of a trial has. */
export const JOB_NAME = "trial";

/** The longest payload that is taken from a queue, in characters of JSON. */
export const MAX_JOB_LENGTH = 2 ** 16;

/** The longest outcome that is taken from a queue, in characters of JSON. */
export const MAX_OUTCOME_LENGTH = 2 ** 20;

/** Where a queue is. */
export interface QueueAddress {
  /** A name, or an address; one of version 6 without brackets. */
  host: string;
  port: number;
  username?: string | undefined;
  password?: string | undefined;
  /** The number of the server's database. */
  database: number;
  tls: boolean;
}

/** How long what takes. */
export interface QueueTiming {
  /** A consumer that is silent for so long has lost its trial, in seconds. */
  lockSeconds: number;
  /** Between two looks for such consumers, in seconds. */
  stalledSeconds: number;
  /** Between two looks for results, in seconds. */
  pollSeconds: number;
  /** To the first connection, in seconds. */
  connectSeconds: number;
  /** What is finished is kept for so long, in seconds. */
  keepSeconds: number;
}

/** What the parent says first: which queue, and for what. */
export interface OpenCommand {
  type: "open";
  role: "ask" | "serve";
  address: QueueAddress;
  /** Certificates of the server's authority, in PEM. */
  authority?: string | undefined;
  /** SHA-256 of the code that computes trials. */
  code: string;
  /** Trials at a time, of a consumer. */
  slots: number;
  timing: QueueTiming;
}

/** A trial that a producer asks for. */
export interface AskedJob {
  id: string;
  data: unknown;
}

/** What the parent says, one JSON text a line. */
export type QueueCommand =
  | OpenCommand
  /** Asks for trials; `again` says that what came of them before is no use. */
  | { type: "ask"; jobs: AskedJob[]; again: boolean }
  /** Answers a trial. */
  | { type: "answer"; id: string; outcome: unknown }
  /** Takes or asks for no more; ends when what is running has ended. */
  | { type: "leave" }
  /** Takes back what no consumer has begun, and ends. */
  | { type: "withdraw" };

/** An address for people: without the password. */
export function describeAddress({ host, port, tls }: QueueAddress): string {
  const name = host.includes(":") ? `[${host}]` : host;
  return `${tls ? "rediss" : "redis"}://${name}:${port}`;
}
