/** Does one thing after another, several at a time. */

/** How {@linkcode inLanes} works on items. */
export interface LaneOptions<Item, Result> {
  /** How many are worked on at a time. */
  lanes: number;
  /** Works on one. */
  work: (item: Item) => Promise<Result>;
  /**
   * What items had best have in common that a lane works on one after another:
   * what it keeps from the one before is of use then.
   * @default {nothing}
   */
  groupOf?: (item: Item) => unknown;
  /** When aborted, what is being worked on is finished, and no more is begun. */
  signal?: AbortSignal | undefined;
}

/**
 * Works on items.
 *
 * @returns The results, in the order they end. If one fails, or nobody wants
 * more, what is being worked on is finished, and no more is begun.
 * @throws {unknown} What the first that failed threw, after all other results.
 */
export async function* inLanes<Item, Result>(
  items: readonly Item[],
  { lanes, work, groupOf, signal }: LaneOptions<Item, Result>,
): AsyncGenerator<Result> {
  const queue = new GroupedQueue(items, groupOf);
  const failures: unknown[] = [];
  let isWanted = true;
  const lane = async (at: number, end: (result: Result) => void) => {
    while (isWanted && failures.length === 0 && !signal?.aborted) {
      const next = queue.take(at);
      if (next === undefined) return;
      end(await work(next.item));
    }
  };
  const results = new ReadableStream<Result>({
    start(controller) {
      const end = (result: Result) => {
        if (isWanted) controller.enqueue(result);
      };
      const running = Array.from(
        { length: Math.min(lanes, items.length) },
        (_, at) => lane(at, end).catch((error) => failures.push(error)),
      );
      Promise.all(running).then(() => {
        if (isWanted) controller.close();
      });
    },
    cancel() {
      isWanted = false;
    },
  });
  yield* results;
  if (failures.length > 0) throw failures[0];
}

/** Items that wait, in their order as far as groups allow. */
class GroupedQueue<Item> {
  readonly #waiting: { item: Item; group: unknown }[];
  /** What each lane is at. */
  readonly #groups = new Map<number, unknown>();

  constructor(
    items: readonly Item[],
    groupOf: (item: Item) => unknown = () => undefined,
  ) {
    this.#waiting = items.map((item) => ({ item, group: groupOf(item) }));
  }

  /**
   * Takes the next item of the group that a lane is at; else one of a group that
   * no lane is at; else any.
   */
  take(lane: number): { item: Item } | undefined {
    const waiting = this.#waiting;
    const own = this.#groups.get(lane);
    const taken = new Set(this.#groups.values());
    const places = [
      waiting.findIndex(({ group }) => group === own),
      waiting.findIndex(({ group }) => !taken.has(group)),
      0,
    ];
    const [next] = waiting.splice(places.find((at) => at !== -1) ?? 0, 1);
    if (next !== undefined) this.#groups.set(lane, next.group);
    return next;
  }
}
