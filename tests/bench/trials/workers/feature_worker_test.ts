import { assertEquals } from "@std/assert";
import { spawnWorker } from "../../../../bench/trials/workers/_spawn_worker.ts";
import { terminateReading } from "../../../_sigterm.ts";

const script = new URL(
  "../../../../bench/trials/workers/feature_worker.ts",
  import.meta.url,
);

Deno.test({
  name: "feature_worker.ts leaves SIGTERM to its parent",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const worker = spawnWorker({ script, gpu: undefined });
    const { code, signal } = await terminateReading(worker);
    assertEquals([code, signal], [0, null]);
  },
});
