/** When a run is disturbed. */

/** Waits for a moment of a run, any moment being as likely as any other. */
export function moment(
  { usualSeconds, random }: { usualSeconds: number; random: () => number },
): Promise<void> {
  return seconds(random() * usualSeconds);
}

/** Waits. */
export function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1000));
}
