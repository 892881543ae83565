import { assertEquals } from "@std/assert";
import {
  assertNvidiaDriver,
  gpuInstructions,
  type NvidiaDriver,
  readNvidiaDriver,
} from "../../../../models/engines/tensorflow/nvidia.ts";

const DRIVER: NvidiaDriver = {
  cuda: [12, 8],
  gpus: [{ name: "NVIDIA H200", architecture: "sm_90" }],
};

/** A driver's library, except for the hardware. */
const SOURCE = `
int cuInit(unsigned flags) { return STATUS; }
int cuDriverGetVersion(int *version) { *version = 12080; return 0; }
int cuDeviceGetCount(int *count) { *count = 2; return 0; }
int cuDeviceGet(int *device, int ordinal) { *device = 40 + ordinal; return 0; }
int cuDeviceGetName(char *name, int length, int device) {
  const char *text = device == 40 ? "First" : "Second";
  while ((*name++ = *text++) && --length > 0) {}
  return 0;
}
int cuDeviceGetAttribute(int *value, int attribute, int device) {
  *value = attribute == 75 ? device - 32 : 6;
  return 0;
}
`;

/** Builds that library; nothing where there is no C compiler. */
async function fakeDriver(status: number): Promise<string | undefined> {
  const path = await Deno.makeTempFile({ suffix: ".so" });
  try {
    const compiler = new Deno.Command("cc", {
      args: ["-shared", "-fPIC", `-DSTATUS=${status}`, "-xc", "-o", path, "-"],
      stdin: "piped",
    }).spawn();
    const input = compiler.stdin.getWriter();
    await input.write(new TextEncoder().encode(SOURCE));
    await input.close();
    return (await compiler.status).success ? path : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

const [running, broken] = [await fakeDriver(0), await fakeDriver(999)];
globalThis.addEventListener("unload", () => {
  for (const path of [running, broken]) {
    if (path !== undefined) Deno.removeSync(path);
  }
});

const isMissing = running === undefined || Deno.build.os !== "linux";
const why = isMissing ? " (skipped: no C compiler on Linux)" : "";

Deno.test({
  name: `readNvidiaDriver() asks for the version and each GPU${why}`,
  ignore: isMissing,
  fn() {
    assertEquals(readNvidiaDriver(running), {
      cuda: [12, 8],
      gpus: [
        { name: "First", architecture: "sm_86" },
        { name: "Second", architecture: "sm_96" },
      ],
    });
  },
});

Deno.test({
  name: `readNvidiaDriver() finds none that does not start${why}`,
  ignore: isMissing,
  fn() {
    assertEquals(readNvidiaDriver(broken), undefined);
  },
});

Deno.test("readNvidiaDriver() finds none where there is no library", () => {
  assertEquals(readNvidiaDriver("/no/such/libcuda.so.1"), undefined);
});

Deno.test("assertNvidiaDriver() takes any driver that is new enough", () => {
  for (const cuda of [[12, 0], [12, 8], [13, 0]] as const) {
    assertNvidiaDriver({ ...DRIVER, cuda });
  }
});

Deno.test("gpuInstructions() names what bits depend on", () => {
  assertEquals(gpuInstructions(DRIVER), "sm_90, CUDA 12.8");
});
