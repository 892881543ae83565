/** Whether a trial that ended so would end so again. */
export function isSettled(status: string): boolean {
  return status === "ok" || status === "diverged";
}
