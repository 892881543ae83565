/** What `openEngine()` refuses; that it trains is seen in tests/docs. */
import { assertRejects } from "@std/assert";
import { openEngine } from "../../../models/engines/open_engine.ts";
import "../../_wasm.ts"; // it is started here

Deno.test("openEngine() passes over no library that LIBTENSORFLOW_PATH names", async () => {
  const before = Deno.env.get("LIBTENSORFLOW_PATH");
  Deno.env.set("LIBTENSORFLOW_PATH", "/nowhere/libtensorflow.so.2");
  try {
    await assertRejects(
      () => openEngine(),
      Deno.errors.NotFound,
      "there is no file /nowhere/libtensorflow.so.2",
    );
  } finally {
    if (before === undefined) Deno.env.delete("LIBTENSORFLOW_PATH");
    else Deno.env.set("LIBTENSORFLOW_PATH", before);
  }
});

Deno.test("openEngine() starts WebAssembly once in a process", async () => {
  await assertRejects(
    () => openEngine({ name: "wasm" }),
    Error,
    "it runs in this process already",
  );
});
