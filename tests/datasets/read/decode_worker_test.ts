import { assertEquals } from "@std/assert";
import { deno } from "../../_process.ts";
import { terminateReading } from "../../_sigterm.ts";

Deno.test({
  name: "_decode_worker.ts leaves SIGTERM to its parent",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const script = import.meta.resolve(
      "../../../datasets/read/_decode_worker.ts",
    );
    const worker = deno("run --quiet --no-prompt -A", [script], {
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const { code, signal } = await terminateReading(worker);
    assertEquals([code, signal], [0, null]);
  },
});
