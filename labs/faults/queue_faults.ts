/** What can go wrong with a run whose trials go through a queue. */
import { BenchRun } from "./bench_run.ts";
import type { Fault, FaultStage } from "./fault.ts";
import { moment, seconds } from "./moment.ts";
import { RedisServer } from "./redis_server.ts";

/** Seconds after which a server that was killed is there again. */
const OUTAGE = 2;

/** Ports that nobody else is given by the system. */
const PORTS = { first: 20_000, count: 10_000 };

/** A run whose trials go through a queue to two workers. */
interface QueueStage {
  redis: RedisServer;
  workers: BenchRun[];
  run: BenchRun;
}

/** What is tried with a queue. */
export const QUEUE_FAULTS: readonly Fault[] = [
  queueFault("the queue's server killed", async ({ redis }) => {
    await redis.kill();
    await seconds(OUTAGE);
    await redis.start();
    return undefined;
  }),
  queueFault("a queue's worker killed", async ({ workers }) => {
    return await workers[0]?.killAndFindOrphans();
  }),
];

function queueFault(
  name: string,
  disturb: (stage: QueueStage) => Promise<string | undefined>,
): Fault {
  return {
    name,
    async obstacle() {
      return await RedisServer.isInstalled()
        ? undefined
        : "there is no redis-server";
    },
    async inflict(stage) {
      await using redis = await startServer(stage);
      const workers = [1, 2].map(() =>
        new BenchRun(
          ["--queue", redis.url, "--workers", "1", "--device", "cpu"],
          { task: "worker" },
        )
      );
      try {
        const run = stage.start(["--queue", redis.url]);
        await moment(stage);
        const wrong = await disturb({ redis, workers, run });
        const { code, text } = await run.end();
        return code <= 1 ? wrong : `it ended with ${code}: ${text}`;
      } finally {
        await Promise.all(workers.map((worker) => {
          worker.kill();
          return worker.end();
        }));
      }
    },
  };
}

async function startServer(
  { folder, random }: FaultStage,
): Promise<RedisServer> {
  const port = PORTS.first + Math.floor(random() * PORTS.count);
  await Deno.mkdir(folder, { recursive: true });
  const redis = new RedisServer(folder, port);
  await redis.start();
  return redis;
}
