/** Leaves it to the parent of a process when to stop. */

/**
 * Hears out Ctrl-C and SIGTERM. What is running is finished and told before the
 * parent ends this process; but schedulers send SIGTERM to all processes of a
 * job, and a console of Windows sends Ctrl-C to all of its own.
 */
export function leaveSignalsToParent(): void {
  const listen = (signal: Deno.Signal) =>
    Deno.addSignalListener(signal, () => {});
  listen("SIGINT");
  if (Deno.build.os !== "windows") listen("SIGTERM");
}
