import { assert, assertEquals } from "@std/assert";
import { buildFor } from "../../../../models/engines/tensorflow/wheels.ts";

const PLATFORMS = [
  ["cpu", "linux", "x86_64"],
  ["cpu", "linux", "aarch64"],
  ["cpu", "darwin", "aarch64"],
  ["gpu", "linux", "x86_64"],
] as const;

Deno.test("buildFor() pins every wheel of every platform by its hash", () => {
  const names = new Set<string>();
  for (const [variant, os, arch] of PLATFORMS) {
    const build = buildFor(variant, { os, arch });
    names.add(build.name);
    assert(build.unpack.test(build.library), build.name);
    assert(!build.unpack.test("tensorflow/python/_pywrap.so"), build.name);
    for (const wheel of build.wheels) {
      assert(/^[0-9a-f]{64}$/.test(wheel.sha256), wheel.name);
    }
  }
  assertEquals(names.size, PLATFORMS.length);
});

Deno.test("buildFor() unpacks CUDA where the library looks for it", () => {
  const { unpack } = buildFor("gpu", { os: "linux", arch: "x86_64" });
  assert(unpack.test("nvidia/cudnn/lib/libcudnn.so.9"));
  assert(!unpack.test("nvidia/cudnn/include/cudnn.h"));
  assert(!unpack.test("nvidia/../../evil"));
});
