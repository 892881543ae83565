import { assert, assertRejects } from "@std/assert";
import { lockFolder } from "../../../../bench/run/outputs/lock_folder.ts";
import { UsageError } from "../../../../bench/study/usage_error.ts";

Deno.test("lockFolder() lets one run at a time write into a folder", async () => {
  const folder = await Deno.makeTempDir();
  {
    using _lock = await lockFolder(folder);
    await assertRejects(
      () => lockFolder(folder),
      UsageError,
      `Cannot write reports to ${folder}: another run is writing there`,
    );
  }
  using _next = await lockFolder(folder);
});

Deno.test("lockFolder() is held by one run, whoever had opened the file before", async () => {
  const folder = await Deno.makeTempDir();
  const first = await lockFolder(folder);
  const [{ name }] = [...Deno.readDirSync(folder)] as [Deno.DirEntry];
  using second = await Deno.open(`${folder}/${name}`, { write: true });
  first[Symbol.dispose]();
  assert(await second.tryLock(true));
  await assertRejects(() => lockFolder(folder), UsageError);
});
