/** Which way of running a peer is its fastest: others get their best, too. */
import { medianRange } from "./median_range.ts";
import type { Peer, PeerVariant } from "./peer.ts";
import type { PeerProcess } from "./peer_process.ts";
import { cpuSecondsOf, secondsOf } from "./sample.ts";
import type { SetUp } from "./set_up.ts";

/** How long one way took. */
export interface VariantTime {
  variant: PeerVariant;
  /**
   * What the processor spent on an arm, the median over trials; absent where it
   * could not run. Unlike the time that passed, it does not depend on what else
   * ran at that moment.
   */
  cpuSeconds?: number;
  /** Why it could not run. */
  reason?: string;
}

/** Trials of each variant, after one that warms it up. */
const TRIALS = 3;

/** Where trials are long, this many seconds of them will do. */
const ENOUGH_SECONDS = 20;

/** Its result is not used. */
const SEED = 0;

/**
 * Tries each variant of a peer, one after the other, with an arm of a set-up.
 *
 * @param peer The peer.
 * @param options What is trained, and what starts a process of a variant.
 * @returns What each took, the fastest first. A peer of one variant is not
 * tried.
 * @throws {Error} If none can run.
 */
export async function chooseVariant(
  { variants }: Pick<Peer, "variants">,
  { setUp, start }: {
    setUp: SetUp;
    start: (variant: PeerVariant) => PeerProcess;
  },
): Promise<[VariantTime, ...VariantTime[]]> {
  const [first, ...others] = variants;
  if (others.length === 0) return [{ variant: first }];
  const times: VariantTime[] = [];
  for (const variant of variants) {
    const process = start(variant);
    try {
      times.push({ variant, cpuSeconds: await timeOf(process, setUp) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      times.push({ variant, reason });
    } finally {
      await process.end();
    }
  }
  const [best, ...rest] = times.sort((a, b) =>
    (a.cpuSeconds ?? Infinity) - (b.cpuSeconds ?? Infinity)
  ) as [VariantTime, ...VariantTime[]];
  if (best.cpuSeconds === undefined) throw new Error(best.reason);
  return [best, ...rest];
}

async function timeOf(process: PeerProcess, setUp: SetUp): Promise<number> {
  const trial = {
    seed: SEED,
    epochs: setUp.epochs,
    heads: ["final-batch-norm"],
  } as const;
  await process.ready();
  await process.run(trial);
  const taken: number[] = [];
  let spent = 0;
  while (taken.length < TRIALS && spent < ENOUGH_SECONDS) {
    const arms = await process.run(trial);
    taken.push(cpuSecondsOf({ arms }));
    spent += secondsOf({ arms });
  }
  return medianRange(taken).median;
}
