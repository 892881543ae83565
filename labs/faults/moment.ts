/** When a run is disturbed. */
import type { FaultStage } from "./fault.ts";

/** Waits for a moment of a run, any moment being as likely as any other. */
export function moment(
  { usualSeconds, random }: Pick<FaultStage, "usualSeconds" | "random">,
): Promise<void> {
  return seconds(random() * usualSeconds);
}

/** Waits. */
export function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1000));
}
