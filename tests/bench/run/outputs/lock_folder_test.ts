import { assertEquals, assertRejects } from "@std/assert";
import { lockFolder } from "../../../../bench/run/outputs/lock_folder.ts";
import { UsageError } from "../../../../bench/study/usage_error.ts";

Deno.test("lockFolder() lets one run at a time write into a folder, and leaves no trace", async () => {
  const folder = await Deno.makeTempDir();
  {
    using _lock = await lockFolder(folder);
    await assertRejects(
      () => lockFolder(folder),
      UsageError,
      `Cannot write reports to ${folder}: another run is writing there`,
    );
  }
  assertEquals([...Deno.readDirSync(folder)], []);
  using _next = await lockFolder(folder);
});
