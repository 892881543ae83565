/** The end of the memory that WebAssembly can have, seen in time. */

/** That a tensor does not fit into 4 GiB beside the others. */
export class WasmMemoryError extends Error {
  override name = "WasmMemoryError";
}

/** All the memory that WebAssembly can have, in bytes. */
const MEMORY = 2 ** 32;

/** From here on, what breaks off has most likely found no memory. */
const NEARLY_ALL = 0.75 * MEMORY;

/** The package's module, as far as it hands out memory. */
export interface Allocating {
  /** All memory that it has so far. */
  HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/**
 * Makes a module throw where it has no memory left: the package takes the 0
 * that it then gets for an address, and writes there.
 *
 * @param module The package's module.
 */
export function refuseWhenFull(module: Allocating): void {
  // Its first use puts another function in place of this one, for good.
  module._free(module._malloc(1));
  const allocate = module._malloc;
  module._malloc = (bytes) => {
    // A number of more than 32 bits would lose those above.
    const address = bytes < MEMORY ? allocate(bytes) : 0;
    if (address !== 0 || bytes === 0) return address;
    throw new WasmMemoryError(
      `Cannot make a tensor of ${Math.round(bytes / 2 ** 20)} MiB: ` +
        "WebAssembly has no more than 4 GiB, and they are taken. Next step: " +
        "use --engine tensorflow, a smaller network or a smaller batch",
    );
  };
}

/**
 * Whether an error says that memory is short. XNNPACK takes memory of its own,
 * and breaks off where there is none.
 *
 * @param module The package's module.
 */
export function isMemoryError(error: unknown, module: Allocating): boolean {
  return error instanceof WasmMemoryError ||
    error instanceof WebAssembly.RuntimeError &&
      module.HEAPU8.length > NEARLY_ALL;
}
