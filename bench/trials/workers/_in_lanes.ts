/** Does one thing after another, several at a time. */

/** How {@linkcode inLanes} works on items. */
export interface LaneOptions<Item, Result> {
  /** How many are worked on at a time. */
  lanes: number;
  /** Works on one. */
  work: (item: Item) => Promise<Result>;
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
  { lanes, work, signal }: LaneOptions<Item, Result>,
): AsyncGenerator<Result> {
  const queue = items.values();
  const failures: unknown[] = [];
  let isWanted = true;
  const lane = async (end: (result: Result) => void) => {
    while (isWanted && failures.length === 0 && !signal?.aborted) {
      const { value: item, done } = queue.next();
      if (done) return;
      end(await work(item));
    }
  };
  const results = new ReadableStream<Result>({
    start(controller) {
      const end = (result: Result) => {
        if (isWanted) controller.enqueue(result);
      };
      const running = Array.from(
        { length: Math.min(lanes, items.length) },
        () => lane(end).catch((error) => failures.push(error)),
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
