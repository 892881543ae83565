/**
 * The null distribution of Page's L, ties included. Within a block the
 * orderings are not walked through one by one: those that have dealt the same
 * ranks to the first conditions go on alike, so 12 conditions cost 4096 sets
 * of ranks where they have 479 million orderings. Blocks are then added by
 * convolution.
 *
 * @module
 */

/** How many orderings have each sum: `counts[sum - offset]`. */
export interface TrendCounts {
  readonly offset: number;
  readonly counts: Float64Array;
}

/**
 * Counts the orderings of ranks within blocks by their sum, over blocks and
 * conditions, of the condition's place (1, 2, ...) times its rank.
 *
 * @param blocks `blocks[block][condition]`, non-negative whole ranks, up to
 * about a dozen a block.
 * @returns The counts, which are exact up to 2^53 and rounded from there.
 */
export function countTrends(
  blocks: readonly (readonly number[])[],
): TrendCounts {
  const known = new Map<string, TrendCounts>();
  let all: TrendCounts = { offset: 0, counts: Float64Array.of(1) };
  for (const block of blocks) {
    const ranks = block.toSorted((a, b) => a - b);
    const key = ranks.join();
    const one = known.get(key) ?? countBlock(ranks);
    known.set(key, one);
    all = {
      offset: all.offset + one.offset,
      counts: convolve(all.counts, one.counts),
    };
  }
  return all;
}

/** One block: the ranks already dealt, as bits, decide how it can go on. */
function countBlock(ascending: readonly number[]): TrendCounts {
  const most = placed(ascending);
  const offset = placed(ascending.toReversed());
  const sets = 2 ** ascending.length;
  const bySet = Array.from({ length: sets }, () => new Float64Array(most + 1));
  bySet[0]![0] = 1;
  for (let set = 0; set < sets - 1; set++) {
    const from = bySet[set]!;
    const place = 1 + ascending.filter((_, at) => set & (1 << at)).length;
    for (const [at, rank] of ascending.entries()) {
      if (set & (1 << at)) continue;
      const to = bySet[set | (1 << at)]!;
      const step = place * rank;
      for (let sum = most - step; sum >= 0; sum--) {
        to[sum + step] = to[sum + step]! + from[sum]!;
      }
    }
  }
  return { offset, counts: bySet[sets - 1]!.subarray(offset) };
}

/** The sum of these ranks in this order, each times its place. */
function placed(ranks: readonly number[]): number {
  return ranks.reduce((sum, rank, at) => sum + (at + 1) * rank, 0);
}

function convolve(many: Float64Array, few: Float64Array): Float64Array {
  const counts = new Float64Array(many.length + few.length - 1);
  for (const [shift, times] of few.entries()) {
    // Without ties all doubled ranks are even, and so are their sums.
    if (times === 0) continue;
    for (let at = 0; at < many.length; at++) {
      counts[at + shift] = counts[at + shift]! + many[at]! * times;
    }
  }
  return counts;
}
