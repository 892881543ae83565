/** All trials of a run as one plan, and the part of it that is a shard's. */
import { createHash } from "node:crypto";
import type { TrialSpec } from "./trial.ts";
import { specKey } from "./trial_key.ts";

/** One of several parts of a run. */
export interface Shard {
  /** From 1. */
  shard: number;
  /** How many there are. */
  shards: number;
}

/** What a run has to do, whoever does it. */
export interface Plan {
  /** The same for the same trials, in any order. */
  id: string;
  /** No two the same. */
  specs: TrialSpec[];
}

/**
 * Makes a plan.
 *
 * @param specs The trials of all studies; two studies may share some.
 */
export function planOf(specs: readonly TrialSpec[]): Plan {
  const unique = new Map(specs.map((spec) => [specKey(spec), spec]));
  const id = createHash("sha256")
    .update(JSON.stringify([...unique.keys()].sort()))
    .digest("hex");
  return { id, specs: [...unique.values()] };
}

/**
 * The trials of one shard. Which they are depends on the specs alone, so that
 * machines that differ still share a plan out without gap or overlap.
 *
 * @throws {RangeError} If there is no such shard.
 */
export function shardOf(
  { specs }: Plan,
  { shard, shards }: Shard,
): TrialSpec[] {
  const isShard = Number.isSafeInteger(shard) && Number.isSafeInteger(shards) &&
    shard >= 1 && shard <= shards;
  if (!isShard) {
    throw new RangeError(
      `Cannot take shard ${shard} of ${shards}: wanted whole numbers, the ` +
        "first at least 1 and no more than the second",
    );
  }
  return specs.filter((spec) =>
    BigInt(`0x${specKey(spec)}`) % BigInt(shards) === BigInt(shard - 1)
  );
}
