import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import {
  assertAvx,
  installLibrary,
} from "../../../../models/engines/tensorflow/install.ts";
import type { InstallProgress } from "../../../../models/engines/tensorflow/install_progress.ts";
import { findPip } from "../../../../models/engines/tensorflow/pip.ts";
import { scene, zipOf } from "./_scene.ts";

Deno.test("installLibrary() puts the wanted files in place, once", async () => {
  using at = await scene("place();");
  const seen: InstallProgress[] = [];
  const path = await installLibrary("cpu", {
    ...at.options,
    onProgress: (progress) => seen.push(progress),
  });
  assertEquals(path, at.library);
  assertEquals(await Deno.readTextFile(path), "the library");
  const files = [...Deno.readDirSync(path.slice(0, path.lastIndexOf("/")))];
  assertEquals(files.map(({ name }) => name), ["libtensorflow_cc.so.2"]);
  assert(seen.some(({ action }) => action === "fetching tf 1"));
  assert(seen.some(({ action }) => action.startsWith("unpacking ")));
  assertEquals(at.leftovers(), []);
  assertEquals(await installLibrary("cpu", at.options), path);
  assertEquals(at.calls(), 1);
});

Deno.test("installLibrary() asks pip for the pinned file only", async () => {
  using at = await scene(`
    const text = Deno.readTextFileSync(option("--requirement"));
    if (!args.includes("--require-hashes")) Deno.exit(3);
    if (!/^tf==1 --hash=sha256:[0-9a-f]{64}$/.test(text.trim())) Deno.exit(4);
    place();`);
  assertEquals(await installLibrary("cpu", at.options), at.library);
});

Deno.test("installLibrary() fetches once for two that start at once", async () => {
  using at = await scene("setTimeout(place, 300);");
  const waits: string[] = [];
  const onProgress = ({ action }: InstallProgress) => waits.push(action);
  const paths = await Promise.all([
    installLibrary("cpu", at.options),
    installLibrary("cpu", { ...at.options, onProgress }),
  ]);
  assertEquals(paths, [at.library, at.library]);
  assertEquals(at.calls(), 1);
});

Deno.test("installLibrary() clears up after one that was killed", async () => {
  using at = await scene("place();");
  const left = `${at.cache}/libtensorflow/tmp-killed`;
  await Deno.mkdir(left, { recursive: true });
  await Deno.writeTextFile(`${left}/half`, "half a wheel");
  assertEquals(await installLibrary("cpu", at.options), at.library);
  assertEquals(at.leftovers(), []);
});

Deno.test("installLibrary() refuses a wheel with another hash", async () => {
  using at = await scene("place();", zipOf({ "tensorflow/lib": "evil" }));
  await assertRejects(
    () => installLibrary("cpu", at.options),
    Error,
    "Cannot use tf 1: wanted SHA-256",
  );
  assertEquals(at.leftovers(), []);
});

Deno.test("installLibrary() explains what pip refuses", async () => {
  const cases = [
    ["THESE PACKAGES DO NOT MATCH THE HASHES FROM", "its SHA-256 differs"],
    ["OSError: [Errno 28] No space left on device", "the disk is full"],
    ["ERROR: No matching distribution found", "check the network"],
  ] as const;
  for (const [says, expected] of cases) {
    using at = await scene(
      `console.error(${JSON.stringify(says)}); Deno.exit(1);`,
    );
    const error = await assertRejects(
      () => installLibrary("cpu", at.options),
      Error,
      expected,
    );
    assertStringIncludes(error.message, "Next step: ");
    assertEquals(at.leftovers(), []);
  }
});

Deno.test("installLibrary() refuses a wheel without the library", async () => {
  using at = await scene("place();");
  const build = { ...at.options.build, library: "tensorflow/missing.so" };
  await assertRejects(
    () => installLibrary("cpu", { ...at.options, build }),
    Error,
    "the wheel holds no tensorflow/missing.so",
  );
});

Deno.test("installLibrary() asks for room before it fetches", async () => {
  using at = await scene("place();");
  const build = { ...at.options.build, diskBytes: 1e18 };
  await assertRejects(
    () => installLibrary("cpu", { ...at.options, build }),
    Error,
    "set XDG_CACHE_HOME to a folder on a larger disk",
  );
  assertThrows(() => at.calls(), Deno.errors.NotFound);
});

Deno.test("findPip() takes the first that works", async () => {
  const works = [Deno.execPath(), "eval", "0", "--"];
  assertEquals(await findPip([["no-such-pip"], works, ["never"]]), works);
});

Deno.test("findPip() says what to install where there is none", async () => {
  const error = await assertRejects(
    () => findPip([["no-such-pip"]]),
    Error,
    "neither pip nor uv is on this machine",
  );
  assertStringIncludes(error.message, "LIBTENSORFLOW_PATH");
});

Deno.test("assertAvx() refuses a processor without AVX", () => {
  assertAvx("flags\t\t: fpu sse2 avx avx2\nbugs\t: none\n");
  assertAvx("flags\t\t: fpu avx");
  assertAvx("nothing of the kind");
  assertThrows(
    () => assertAvx("flags\t\t: fpu sse2 avx512f\n"),
    RangeError,
    "this processor has no AVX",
  );
});
