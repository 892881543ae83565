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

/** The parent of a process whose own parent has ended. */
const INIT = 1;

/**
 * Asks the kernel for a signal at the parent's end: a training does not return
 * to the event loop, where the end of the input would be seen. On Linux only;
 * elsewhere a worker ends after the training that it is at.
 */
export function dieWithParent(): void {
  if (Deno.build.os !== "linux") return;
  const libc = Deno.dlopen("libc.so.6", symbols);
  libc.symbols.prctl(PR_SET_PDEATHSIG, SIGKILL);
  // The parent may have ended before.
  if (libc.symbols.getppid() === INIT) Deno.exit(0);
}
