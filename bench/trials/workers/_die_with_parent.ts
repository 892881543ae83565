/** Ends this process when its parent ends, however that happens. */

const symbols = {
  prctl: {
    parameters: ["i32", /* option */ "usize" /* arg2 */],
    result: "i32",
  },
  getppid: { parameters: [], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

const PR_SET_PDEATHSIG = 1;
const SIGKILL = 9n;

/**
 * Asks the kernel for a signal at the parent's end: a training does not return
 * to the event loop, where the end of the input would be seen. On Linux only;
 * elsewhere a worker ends after the training that it is at. The parent's process
 * number is the first argument: in a container it may be that of init, 1.
 */
export function dieWithParent(): void {
  if (Deno.build.os !== "linux") return;
  const libc = Deno.dlopen("libc.so.6", symbols);
  libc.symbols.prctl(PR_SET_PDEATHSIG, SIGKILL);
  // The parent may have ended before.
  if (libc.symbols.getppid() !== Number(Deno.args[0])) Deno.exit(0);
}
