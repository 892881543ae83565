import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  installOnce,
  type InstallOnceOptions,
} from "../../../../models/engines/tensorflow/install_once.ts";

/** A place for something, and installations of it. */
async function scene() {
  const root = await Deno.makeTempDir();
  const folder = `${root}/cache/thing`;
  let calls = 0;
  const install = (options: Partial<InstallOnceOptions> = {}) =>
    installOnce(folder, {
      subject: "the thing",
      wantedBytes: 1000,
      isThere: () => Deno.stat(folder).then(() => true, () => false),
      onWait: () => {},
      work: async (temporary) => {
        calls++;
        await Deno.mkdir(`${temporary}/made`);
        return `${temporary}/made`;
      },
      ...options,
    });
  return {
    install,
    folder,
    calls: () => calls,
    names: () =>
      Array.from(Deno.readDirSync(`${root}/cache`), ({ name }) => name).sort(),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

Deno.test("installOnce() does the work once", async () => {
  await using own = await scene();
  await own.install();
  await own.install();
  assertEquals(own.calls(), 1);
  assertEquals(own.names(), ["lock", "thing"]);
});

Deno.test("installOnce() does it once for two that start at once", async () => {
  await using own = await scene();
  const waits = Promise.withResolvers<string>();
  let calls = 0;
  const options = {
    onWait: waits.resolve,
    // It goes on once the other has come.
    work: async (temporary: string) => {
      calls++;
      await waits.promise;
      await Deno.mkdir(`${temporary}/made`);
      return `${temporary}/made`;
    },
  };
  await Promise.all([own.install(options), own.install(options)]);
  assertEquals(calls, 1);
  assertEquals(
    await waits.promise,
    "waiting for another process that fetches the thing",
  );
});

Deno.test("installOnce() leaves nothing of work that fails, and says why", async () => {
  await using own = await scene();
  const work = () => Promise.reject(new TypeError("no wheel"));
  await assertRejects(() => own.install({ work }), TypeError, "no wheel");
  assertEquals(own.names(), ["lock"]);
  await own.install();
  assertEquals(own.names(), ["lock", "thing"]);
});

Deno.test("installOnce() removes what a killed process left", async () => {
  await using own = await scene();
  await Deno.mkdir(`${own.folder}/../tmp-dead/half`, { recursive: true });
  await own.install();
  assertEquals(own.names(), ["lock", "thing"]);
});

Deno.test("installOnce() asks for room first", async () => {
  await using own = await scene();
  const error = await assertRejects(
    () => own.install({ wantedBytes: 2 ** 60 }),
    Error,
    ": wanted 1099511627776 MiB of free disk, got ",
  );
  assert(error.message.includes("set XDG_CACHE_HOME"), error.message);
  assertEquals(own.calls(), 0);
});

Deno.test("installOnce() explains a full disk, however it is told", async () => {
  const told = [
    new Error("ENOSPC: no space left on device, write"),
    new Error("write (os error 28)"),
    new Error("pip failed", { cause: "[Errno 28] No space left on device" }),
  ];
  for (const reason of told) {
    await using own = await scene();
    const error = await assertRejects(
      () => own.install({ work: () => Promise.reject(reason) }),
      Error,
      ": the disk is full. Next step: free some room",
    );
    assertEquals(error.cause, reason);
  }
});
