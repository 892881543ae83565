/** What is missing of a plan that was run in shards. */
import { isSettled } from "../is_settled.ts";
import type { Shard } from "../plan.ts";
import type { ShardRecord, TrialStore } from "./store.ts";
import type { TrialOrigin } from "../trial.ts";

/** The data and the code that trials were computed with. */
export type Version = Pick<TrialOrigin, "data" | "code">;

/** A shard that is missing, or has trials without a result. */
export interface ShardGap extends Shard {
  /** The hash of all trials of the plan. */
  plan: string;
  /** Trials that the shard was to run; absent if nothing is there of it. */
  wanted?: number;
  /** Trials that are settled, `ok` or `diverged`. */
  settled: number;
  /** Trials of which every attempt failed. */
  failed: number;
}

/**
 * Finds what is missing of some plans.
 *
 * A plan that was shared out in several ways has no gap if one of them has none.
 *
 * @param store A store that shards were merged into.
 * @param plans Of each plan the version whose trials count; nothing counts
 * where there is none.
 * @returns The gaps, by plan and shard.
 */
export function findShardGaps(
  store: TrialStore,
  plans: ReadonlyMap<string, Version | undefined>,
): ShardGap[] {
  const records = store.shards().filter(({ plan }) => plans.has(plan));
  const ways = Map.groupBy(records, ({ plan, shards }) => `${plan} ${shards}`);
  const gaps = [...ways.values()].map((shards) => gapsOf(shards, store, plans));
  const whole = new Set(
    [...ways.values()].filter((_, at) => gaps[at]?.length === 0)
      .map(([record]) => record?.plan),
  );
  return gaps.flat().filter(({ plan }) => !whole.has(plan)).sort((a, b) =>
    a.plan < b.plan ? -1 : a.plan > b.plan ? 1 : a.shard - b.shard
  );
}

/** The gaps of a plan, as it was shared out in one way. */
function gapsOf(
  records: readonly ShardRecord[],
  store: TrialStore,
  plans: ReadonlyMap<string, Version | undefined>,
): ShardGap[] {
  const [{ plan, shards }] = records as [ShardRecord];
  const version = plans.get(plan);
  const known = new Map(records.map((record) => [record.shard, record]));
  return Array.from({ length: shards }, (_, index) => index + 1)
    .flatMap((shard) => {
      const record = known.get(shard);
      if (record === undefined) {
        return { plan, shard, shards, settled: 0, failed: 0 };
      }
      const counts = count(record, store, version);
      const wanted = record.keys.length;
      return counts.settled === wanted
        ? []
        : { plan, shard, shards, wanted, ...counts };
    });
}

function count(
  { keys }: ShardRecord,
  store: TrialStore,
  version: Version | undefined,
): Pick<ShardGap, "settled" | "failed"> {
  const counts = { settled: 0, failed: 0 };
  if (version === undefined) return counts;
  for (const key of keys) {
    const statuses = store.statusesOf(key, version);
    if (statuses.some(isSettled)) counts.settled++;
    else if (statuses.length > 0) counts.failed++;
  }
  return counts;
}
