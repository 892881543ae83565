/**
 * What is used of BullMQ and its client of Redis.
 *
 * They are in the `deno.json` of this folder alone, so that nobody fetches them
 * who uses no queue: the suite's own check sees these types in their place. The
 * gate checks this folder against the packages' own types as well.
 */

declare module "ioredis" {
  export interface RedisOptions {
    host: string;
    port: number;
    username?: string;
    password?: string;
    db?: number;
    tls?: { ca?: string };
    keepAlive?: number;
    connectTimeout?: number;
    maxRetriesPerRequest?: number | null;
    retryStrategy?: (times: number) => number;
  }
  export class Redis {
    constructor(options: RedisOptions);
    on(event: "error", listener: (error: Error) => void): this;
    on(event: "ready" | "close", listener: () => void): this;
    ping(): Promise<"PONG">;
    time(): Promise<number[]>;
    zadd(key: string, score: number, member: string): Promise<unknown>;
    zrem(key: string, member: string): Promise<number>;
    zrangebyscore(key: string, min: number, max: "+inf"): Promise<string[]>;
    zremrangebyscore(key: string, min: "-inf", max: number): Promise<number>;
    disconnect(): void;
  }
}

declare module "bullmq" {
  import type { Redis } from "ioredis";

  export interface QueueOptions {
    connection: Redis;
    prefix?: string;
  }
  export interface KeepJobs {
    age: number;
  }
  export interface JobsOptions {
    jobId?: string;
    attempts?: number;
    removeOnComplete?: KeepJobs;
    removeOnFail?: KeepJobs;
  }
  export class Job<Data = unknown, Result = unknown> {
    static fromId(queue: Queue, id: string): Promise<Job | undefined>;
    id?: string;
    name: string;
    data: Data;
    returnvalue: Result;
    failedReason: string;
    finishedOn?: number;
    remove(): Promise<void>;
    getState(): Promise<string>;
  }
  export class Queue {
    constructor(name: string, options: QueueOptions);
    on(event: "error", listener: (error: Error) => void): this;
    waitUntilReady(): Promise<unknown>;
    remove(id: string): Promise<number>;
    addBulk(
      jobs: { name: string; data: unknown; opts?: JobsOptions }[],
    ): Promise<Job[]>;
  }
  export class Worker {
    constructor(
      name: string,
      processor: (job: Job) => Promise<unknown>,
      options: QueueOptions & {
        concurrency?: number;
        lockDuration?: number;
        stalledInterval?: number;
        maxStalledCount?: number;
        runRetryDelay?: number;
      },
    );
    on(event: "error", listener: (error: Error) => void): this;
    on(event: "completed", listener: (job: Job) => void): this;
    waitUntilReady(): Promise<unknown>;
    close(): Promise<void>;
  }
}
