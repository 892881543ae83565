/** The longest time that timers know, in milliseconds: about 24 days. */
const LONGEST = 2 ** 31 - 1;

/**
 * Does something later; what is further off than timers reach is done then.
 *
 * @returns What `clearTimeout` wants.
 */
export function after(
  seconds: number,
  action: () => void,
): ReturnType<typeof setTimeout> {
  return setTimeout(action, Math.min(seconds * 1000, LONGEST));
}
