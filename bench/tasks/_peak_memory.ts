/** The most memory that this process ever had, as the kernel counted it. */

const symbols = {
  getrusage: {
    parameters: [/* int who */ "i32", /* struct rusage* usage */ "buffer"],
    result: "i32",
  },
} as const satisfies Deno.ForeignLibraryInterface;

/** The C library, and the unit of `ru_maxrss` in bytes. */
const LIBRARIES: Readonly<
  Partial<Record<typeof Deno.build.os, { path: string; unit: number }>>
> = {
  linux: { path: "libc.so.6", unit: 1024 },
  darwin: { path: "/usr/lib/libSystem.B.dylib", unit: 1 },
};

const RUSAGE_SELF = 0;

/** `ru_maxrss` comes after two `struct timeval`, each of 16 bytes. */
const MAXRSS = 32;

/**
 * Asks how much memory was resident at the most.
 *
 * @returns Bytes; nothing where it cannot be asked. Source: getrusage(2).
 */
export function peakMemory(): number | undefined {
  const known = LIBRARIES[Deno.build.os];
  if (known === undefined) return undefined;
  const usage = new BigUint64Array(32);
  const libc = Deno.dlopen(known.path, symbols);
  const status = libc.symbols.getrusage(RUSAGE_SELF, usage);
  libc.close();
  return status === 0 ? Number(usage[MAXRSS / 8]) * known.unit : undefined;
}
