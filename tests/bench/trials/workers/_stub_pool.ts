/** Pools whose workers train nothing. */
import type { EngineStart } from "../../../../models/engines/engine.ts";
import type { Trial } from "../../../../bench/trials/trial.ts";
import {
  WorkerPool,
  type WorkerPoolOptions,
} from "../../../../bench/trials/workers/worker_pool.ts";
import { trialWith } from "../../_trials.ts";

/** A pool whose workers do what a trial's data set says, and train nothing. */
export function stubPool(options: Partial<WorkerPoolOptions>): WorkerPool {
  return new WorkerPool({
    workers: 2,
    engine: obeying("ok"),
    source: { cache: "" },
    script: new URL("./_stub_worker.ts", import.meta.url),
    ...options,
  });
}

/** An engine that tells its worker what to do before it is started. */
export function obeying(library: string): EngineStart {
  return { name: "tensorflow", library, device: "cpu", instructionSet: "test" };
}

/** A trial that tells its worker what to do. */
export function stub(dataset: string, seed = 1): Trial {
  return trialWith({ dataset, seed });
}

/** What stub workers are told to do, one after another. */
export class Orders implements AsyncDisposable {
  readonly pipe: string;
  readonly #given: Promise<void>;

  private constructor(pipe: string, orders: readonly string[]) {
    this.pipe = pipe;
    this.#given = this.#give(orders);
  }

  static async of(orders: readonly string[]): Promise<Orders> {
    const pipe = `${await Deno.makeTempDir()}/orders`;
    await new Deno.Command("mkfifo", { args: [pipe] }).output();
    return new Orders(pipe, orders);
  }

  async #give(orders: readonly string[]): Promise<void> {
    for (const order of orders) {
      // A pipe takes what is written once somebody reads, and its end after.
      await Deno.writeTextFile(this.pipe, order);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#given;
    await Deno.remove(this.pipe.slice(0, -"/orders".length), {
      recursive: true,
    });
  }
}

/** Starts workers, so that trials begin at once. */
export async function warmUp(pool: WorkerPool, workers: number): Promise<void> {
  const trials = Array.from(
    { length: workers },
    (_, seed) => stub("nap", seed),
  );
  await Array.fromAsync(pool.run(trials));
}
