/** The consumers that are connected, whatever their version. */
import { QUEUE_PROTOCOL } from "./messages.ts";
import type { OpenedQueue } from "./open_queue.ts";

/** How often a consumer says that it is there, in seconds. */
export const HEARTBEAT_SECONDS = 5;

/** A consumer that says nothing for so long is gone, in seconds. */
const SILENCE_SECONDS = 3 * HEARTBEAT_SECONDS;

/** One consumer. */
export interface Registered {
  id: string;
  protocol: number;
  /** SHA-256 of its code. */
  code: string;
}

/** A list, on the server, of consumers and when each was last heard of. */
export class Register {
  readonly #client: OpenedQueue["client"];
  readonly #key: string;

  constructor({ client, prefix }: Pick<OpenedQueue, "client" | "prefix">) {
    this.#client = client;
    this.#key = `${prefix}:consumers`;
  }

  /** Says that a consumer is there, and forgets those that are gone. */
  async enter(consumer: Registered): Promise<void> {
    const now = await this.#now();
    await this.#client.zadd(this.#key, now, JSON.stringify(consumer));
    await this.#client.zremrangebyscore(
      this.#key,
      "-inf",
      now - SILENCE_SECONDS,
    );
  }

  /** Says that a consumer leaves. */
  async remove(consumer: Registered): Promise<void> {
    await this.#client.zrem(this.#key, JSON.stringify(consumer));
  }

  /**
   * Counts the consumers of a version, and lists the versions of all others.
   *
   * @param code SHA-256 of the code that is wanted.
   */
  async count(code: string): Promise<{ same: number; others: string[] }> {
    const members = await this.#client.zrangebyscore(
      this.#key,
      await this.#now() - SILENCE_SECONDS,
      "+inf",
    );
    const consumers = members.map(parse).filter((one) => one !== undefined);
    const isSame = (one: Registered) =>
      one.protocol === QUEUE_PROTOCOL && one.code === code;
    return {
      same: consumers.filter(isSame).length,
      others: consumers.filter((one) => !isSame(one))
        .map(({ code }) => code.slice(0, 12)),
    };
  }

  /** The server's clock, in seconds: those of its clients may differ. */
  async #now(): Promise<number> {
    const [seconds = 0] = await this.#client.time();
    return Number(seconds);
  }
}

/** Others can write to the list: what is shown of it has to be a hash. */
function parse(member: string): Registered | undefined {
  try {
    const { id, protocol, code } = JSON.parse(member);
    if (!/^[0-9a-f]{64}$/.test(code)) return undefined;
    return { id: String(id), protocol: Number(protocol), code };
  } catch {
    return undefined;
  }
}
