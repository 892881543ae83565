/** What all tests and intervals of the suite have in common. */

/** Of the resampling: the same numbers give the same interval, to the bit. */
export const SEED = 20210919;

/** Seeds up to which every pattern of signs is counted, and p is exact. */
export const EXACT_UP_TO = 40;
