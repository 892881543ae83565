/** Stores of several machines, put together in one. */
import { ATTEMPT_COLUMNS, type AttemptRow } from "./_attempt_row.ts";
import { differingFields } from "./_differing_fields.ts";
import { isSettled } from "../is_settled.ts";
import { findShardGaps, type ShardGap, type Version } from "./shard_gaps.ts";
import { SourceStore } from "./_source_store.ts";
import { TrialStore } from "./store.ts";
import type { EngineDescription, TrialOrigin, TrialSpec } from "../trial.ts";

/** What a merge came to. */
export interface MergeOutcome {
  /** Stores that were read. */
  stores: number;
  /** Trials that have a result in them, `ok` or `diverged`. */
  trials: number;
  /** Trials among those that had no result in the target. */
  added: number;
  /** What is missing of the plans that the stores are shards of. */
  gaps: ShardGap[];
  /** Stores that are damaged: what could be read of them was merged. */
  damaged: string[];
  /** Stores without any trial or shard. */
  empty: string[];
  /** What computed the results, each once. */
  engines: EngineDescription[];
}

/** The file of a store in the folder of a shard. */
const NAME = "trials.sqlite";

/** Conflicts, and fields of each, that a message names. */
const SHOWN = 5;

/**
 * Carries every attempt over, as it was kept: with its times and its host. All
 * of it is merged, or nothing; what is there already is not added again.
 *
 * Two results of a trial must be the same except for times and host. Those of a
 * GPU need not be: its order of additions is not always the same.
 *
 * @param paths Stores, or folders with a `trials.sqlite`; they are only read.
 * @param target The store to merge into; it is made if there is none.
 * @returns What was merged, and what is missing.
 * @throws {Deno.errors.NotFound} If there is no store at a path.
 * @throws {Error} If results differ, or a store cannot be read or written.
 *
 * @example A shard that has run nothing yet.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { mergeStores } from "./merge_stores.ts";
 * import { TrialStore } from "./store.ts";
 * const folder = await Deno.makeTempDir();
 * const shard = `${folder}/shard.sqlite`;
 * new TrialStore(shard)[Symbol.dispose]();
 * const { trials, empty } = mergeStores([shard], `${folder}/all.sqlite`);
 * assertEquals([trials, empty], [0, [shard]]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export function mergeStores(
  paths: readonly string[],
  target: string,
): MergeOutcome {
  const files = new Map(
    paths.map(storeAt).map((path) => [
      Deno.realPathSync(path),
      path,
    ]),
  );
  const room = target.replace(/[^/]*$/, "") || ".";
  Deno.mkdirSync(room, { recursive: true });
  using copies = new DisposableStack();
  const sources = [...files.values()].map((path) =>
    copies.use(new SourceStore(path, room))
  );
  using store = new TrialStore(target);
  return store.transaction(() => new Merge(store).run(sources));
}

function storeAt(path: string): string {
  try {
    if (Deno.statSync(path).isFile) return path;
    const file = `${path.replace(/\/+$/, "")}/${NAME}`;
    if (Deno.statSync(file).isFile) return file;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  throw new Deno.errors.NotFound(
    `Cannot merge ${path}: wanted a store, or a folder with a ${NAME}, got ` +
      "none. Next step: give the folders that deno task bench --shard wrote",
  );
}

/** One merge, as far as it is. */
class Merge {
  readonly #target: TrialStore;
  readonly #trials = new Set<string>();
  #added = 0;
  readonly #origins = new Map<string, TrialOrigin>();
  readonly #engines = new Map<string, EngineDescription>();
  /** Of each plan, the version of its newest attempt. */
  readonly #plans = new Map<string, { version?: Version; ended: string }>();
  /** Of each trial, by its key, the plans that it is part of. */
  readonly #plansOf = new Map<string, Set<string>>();
  /** Where attempts came from, each up to some number of the target's. */
  readonly #reaches: { path: string; upTo: number }[];
  /** The first conflicts, and how many there are. */
  readonly #conflicts: string[] = [];
  #conflictCount = 0;

  constructor(target: TrialStore) {
    this.#target = target;
    this.#reaches = [{ path: target.path, upTo: target.lastAttempt() }];
  }

  run(sources: readonly SourceStore[]): MergeOutcome {
    for (const { store } of sources) this.#mergeShards(store);
    const empty: string[] = [];
    for (const { store, path } of sources) {
      let isEmpty = store.shards().length === 0;
      for (const row of store.attempts()) {
        isEmpty = false;
        this.#mergeAttempt(row, path);
      }
      if (isEmpty) empty.push(path);
      this.#reaches.push({ path, upTo: this.#target.lastAttempt() });
    }
    this.#assertNoConflicts();
    const versions = new Map(
      [...this.#plans].map(([plan, { version }]) => [plan, version]),
    );
    return {
      stores: sources.length,
      trials: this.#trials.size,
      added: this.#added,
      gaps: findShardGaps(this.#target, versions),
      damaged: sources.filter(({ isDamaged }) => isDamaged)
        .map(({ path }) => path),
      empty,
      engines: [...this.#engines.values()],
    };
  }

  #mergeShards(source: TrialStore): void {
    for (const record of source.shards()) {
      this.#target.recordShard(record);
      this.#plans.set(record.plan, { ended: "" });
      for (const key of record.keys) {
        const plans = this.#plansOf.get(key) ?? new Set();
        this.#plansOf.set(key, plans.add(record.plan));
      }
    }
  }

  #mergeAttempt(row: AttemptRow, path: string): void {
    const origin = this.#originOf(row);
    this.#notePlan(row, origin);
    const there = this.#target.attemptsOf(row.key);
    if (isSettled(row.status)) {
      const settled = there.filter(({ status }) => isSettled(status));
      this.#trials.add(row.key);
      if (settled.length === 0) this.#added++;
      this.#noteEngine(origin);
      if (origin.engine.device === "cpu") {
        this.#noteConflict(row, { path, settled });
      }
    }
    const isThere = there.some((other) =>
      ATTEMPT_COLUMNS.every((column) => other[column] === row[column])
    );
    if (!isThere) this.#target.insert(row);
  }

  #originOf({ origin }: AttemptRow): TrialOrigin {
    const known = this.#origins.get(origin) ?? JSON.parse(origin);
    this.#origins.set(origin, known);
    return known;
  }

  #noteEngine({ engine }: TrialOrigin): void {
    this.#engines.set(JSON.stringify(engine), engine);
  }

  #notePlan({ trial, ended }: AttemptRow, version: Version): void {
    for (const plan of this.#plansOf.get(trial) ?? []) {
      const newest = this.#plans.get(plan)?.ended ?? "";
      if (ended > newest) this.#plans.set(plan, { version, ended });
    }
  }

  #noteConflict(
    row: AttemptRow,
    { path, settled }: {
      path: string;
      settled: readonly (AttemptRow & { id: number })[];
    },
  ): void {
    for (const other of settled) {
      const fields = differingFields(other.result, row.result);
      if (fields.length === 0) continue;
      if (++this.#conflictCount > SHOWN) return;
      const { dataset, model, head, seed }: TrialSpec = JSON.parse(row.spec);
      const where = this.#reaches.find(({ upTo }) => other.id <= upTo)?.path;
      this.#conflicts.push(
        `  ${dataset} ${model} ${head} seed ${seed} (${row.key.slice(0, 12)}` +
          `): ${shown(fields, fields.length, ", ")}\n` +
          `    in ${where ?? path}, kept ${other.ended} by ${other.host}\n` +
          `    in ${path}, kept ${row.ended} by ${row.host}`,
      );
      return;
    }
  }

  #assertNoConflicts(): void {
    const count = this.#conflictCount;
    if (count === 0) return;
    throw new Error(
      `Cannot merge: ${count} trial${count === 1 ? " has" : "s have"} ` +
        "different results where they should be the same, and nothing was " +
        `merged.\n${shown(this.#conflicts, count, "\n")}\n` +
        "Next step: run them again on a third machine, find out which is " +
        "right, and leave the other store out",
    );
  }
}

function shown(
  texts: readonly string[],
  count: number,
  separator: string,
): string {
  const more = count > SHOWN ? `${separator}and ${count - SHOWN} more` : "";
  return texts.slice(0, SHOWN).join(separator) + more;
}
