/** What NVIDIA's driver says of itself and its GPUs. */

/** A GPU. */
export interface NvidiaGpu {
  /** Such as `"NVIDIA H200"`. */
  name: string;
  /** What its instructions are called, such as `"sm_90"`. */
  architecture: string;
}

/** A driver that was found. */
export interface NvidiaDriver {
  /** The newest CUDA that it can run, as major and minor number. */
  cuda: readonly [number, number];
  gpus: NvidiaGpu[];
}

/** The CUDA that the library is built for: any driver of the same major number. */
const CUDA_MAJOR = 12;

/** The first driver that runs it, of NVIDIA's table of CUDA compatibility. */
const FIRST_DRIVER = "525.60.13";

const SUCCESS = 0;

const symbols = {
  cuInit: { parameters: ["u32" /* flags */], result: "i32" },
  cuDriverGetVersion: { parameters: ["buffer" /* int* */], result: "i32" },
  cuDeviceGetCount: { parameters: ["buffer" /* int* */], result: "i32" },
  cuDeviceGet: {
    parameters: ["buffer", /* CUdevice* */ "i32" /* ordinal */],
    result: "i32",
  },
  cuDeviceGetName: {
    parameters: ["buffer", /* char* */ "i32", /* len */ "i32" /* CUdevice */],
    result: "i32",
  },
  cuDeviceGetAttribute: {
    parameters: ["buffer", /* int* */ "i32", /* attribute */ "i32"],
    result: "i32",
  },
} as const satisfies Deno.ForeignLibraryInterface;

/** Of `CUdevice_attribute` in cuda.h. */
const COMPUTE_CAPABILITY = { major: 75, minor: 76 };

/**
 * Asks the driver.
 *
 * @param path The driver's library, as the loader finds it.
 * @returns Nothing where there is no driver, or it does not start.
 */
export function readNvidiaDriver(
  path = "libcuda.so.1",
): NvidiaDriver | undefined {
  if (Deno.build.os !== "linux") return undefined;
  let driver: Deno.DynamicLibrary<typeof symbols>;
  try {
    driver = Deno.dlopen(path, symbols);
  } catch {
    return undefined; // the loader does not find it
  }
  try {
    const { cuInit, cuDriverGetVersion, cuDeviceGetCount } = driver.symbols;
    if (cuInit(0) !== SUCCESS) return undefined;
    const version = numberOf(cuDriverGetVersion);
    return {
      cuda: [Math.floor(version / 1000), Math.floor(version % 1000 / 10)],
      gpus: Array.from(
        { length: numberOf(cuDeviceGetCount) },
        (_, ordinal) => describeGpu(driver.symbols, ordinal),
      ),
    };
  } finally {
    driver.close();
  }
}

function describeGpu(
  calls: Deno.DynamicLibrary<typeof symbols>["symbols"],
  ordinal: number,
): NvidiaGpu {
  const device = numberOf((value) => calls.cuDeviceGet(value, ordinal));
  const text = new Uint8Array(256);
  calls.cuDeviceGetName(text, text.length, device);
  const { major, minor } = COMPUTE_CAPABILITY;
  const [first, second] = [major, minor].map((attribute) =>
    numberOf((value) => calls.cuDeviceGetAttribute(value, attribute, device))
  );
  const name = new TextDecoder().decode(text.subarray(0, text.indexOf(0)));
  return { name, architecture: `sm_${first}${second}` };
}

/** What a function puts where it is told to; 0 if it fails. */
function numberOf(
  call: (value: Int32Array<ArrayBuffer>) => number,
): number {
  const value = new Int32Array(1);
  return call(value) === SUCCESS ? value[0] as number : 0;
}

/**
 * Makes sure that a driver can run the library, before one is fetched.
 *
 * @throws {Error} If there is none, it sees no GPU, or it is too old.
 */
export function assertNvidiaDriver(driver: NvidiaDriver | undefined): void {
  if (driver === undefined || driver.gpus.length === 0) {
    throw new Error(
      "Cannot compute on a GPU: no NVIDIA driver with a GPU is here. Next " +
        "step: install the driver (nvidia-smi must list the GPU), or " +
        "--device cpu",
    );
  }
  const [major] = driver.cuda;
  if (major >= CUDA_MAJOR) return;
  throw new Error(
    `Cannot compute on a GPU: the driver runs CUDA ${driver.cuda.join(".")} ` +
      `at most, and CUDA ${CUDA_MAJOR} is needed. Next step: update it to ` +
      `${FIRST_DRIVER} or newer, or --device cpu`,
  );
}

/**
 * What CUDA calls the GPUs that this process may use, such as `["0", "1"]`.
 *
 * @param chosen What `CUDA_VISIBLE_DEVICES` says, if it is set.
 */
export function visibleGpus(
  chosen = Deno.env.get("CUDA_VISIBLE_DEVICES"),
): string[] {
  const count = readNvidiaDriver()?.gpus.length ?? 0;
  const names = chosen?.split(",").map((name) => name.trim()) ??
    Array.from({ length: count }, (_, ordinal) => `${ordinal}`);
  return names.slice(0, count);
}

/**
 * What the bits of a result depend on, on a GPU.
 *
 * @returns Such as `"sm_90, CUDA 12.8"`, of the first GPU and of the driver.
 */
export function gpuInstructions({ gpus, cuda }: NvidiaDriver): string {
  return `${gpus[0]?.architecture}, CUDA ${cuda.join(".")}`;
}
