/** All trials of a run as one plan, and the part of it that is a shard's. */
import { sha256 } from "./sha256.ts";
import type { Trial } from "./trial.ts";

/** One of several parts of a run. */
export interface Shard {
  /** From 1. */
  shard: number;
  /** How many there are. */
  shards: number;
}

/** The trials of a run, whichever machines run them. */
export interface Plan {
  /** The same for the same trials, in any order. */
  id: string;
  /** No two the same. */
  trials: Trial[];
}

/**
 * Makes a plan.
 *
 * @param trials Those of all studies; two studies may share some.
 */
export function planOf(trials: readonly Trial[]): Plan {
  const unique = new Map(trials.map((trial) => [trial.key, trial]));
  const id = sha256(JSON.stringify([...unique.keys()].sort()));
  return { id, trials: [...unique.values()] };
}

/**
 * The trials of one shard. Which they are depends on the trials' keys alone, so
 * that different machines still divide a plan without gap or overlap.
 *
 * @throws {RangeError} If there is no such shard.
 */
export function shardOf(
  { trials }: Plan,
  { shard, shards }: Shard,
): Trial[] {
  const isShard = Number.isSafeInteger(shard) && Number.isSafeInteger(shards) &&
    shard >= 1 && shard <= shards;
  if (!isShard) {
    throw new RangeError(
      `Cannot take shard ${shard} of ${shards}: wanted whole numbers, the ` +
        "first at least 1 and no more than the second",
    );
  }
  return trials.filter(({ key }) =>
    BigInt(`0x${key}`) % BigInt(shards) === BigInt(shard - 1)
  );
}
