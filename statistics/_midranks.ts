/**
 * Ranks in which equal values share the mean of the places that they take.
 * Such a mean is a whole number or lies halfway between two, so twice a rank
 * is always whole: sums of ranks then tie exactly, with no tolerance.
 *
 * @module
 */

/**
 * Gives twice the midrank of each value, from 2 for the smallest.
 *
 * @param values Finite numbers in any unit.
 * @param tolerance How far apart neighbours may be and still tie, in the same
 * unit.
 * @returns `doubled[index]`, as many as there are values.
 */
export function doubledMidranks(
  values: readonly number[],
  tolerance: number,
): number[] {
  const order = values.map((_, index) => index);
  order.sort((a, b) => values[a]! - values[b]!);
  const doubled = new Array<number>(values.length);
  let from = 0;
  while (from < order.length) {
    let to = from + 1;
    while (
      to < order.length &&
      values[order[to]!]! - values[order[to - 1]!]! <= tolerance
    ) to++;
    // The places from + 1 to `to` have this sum of the first and the last.
    for (let at = from; at < to; at++) doubled[order[at]!] = from + 1 + to;
    from = to;
  }
  return doubled;
}
