import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { startEngine } from "../../../models/engines/start_engine.ts";
import { eagerly } from "../../../models/engines/step_compiler.ts";
import { wasm } from "../../_wasm.ts";

Deno.test("startEngine() says what WebAssembly is, whatever the processor", () => {
  const { name, version, device, instructionSet, compile } = wasm;
  assertEquals([name, device, instructionSet], ["wasm", "cpu", "wasm-simd"]);
  assert(/^\d+\.\d+\.\d+$/.test(version), version);
  assertEquals([tf.getBackend(), compile], ["wasm", eagerly]);
});

Deno.test("startEngine() starts WebAssembly once a process", async () => {
  await assertRejects(
    () => startEngine({ name: "wasm" }),
    Error,
    "Cannot start WebAssembly: it runs in this process already",
  );
});

Deno.test("startEngine() does not go on without the library that is named", async () => {
  await assertRejects(
    () =>
      startEngine({
        name: "tensorflow",
        library: "/no/such.so",
        device: "cpu",
        instructionSet: "any",
      }),
    Error,
    "Cannot open /no/such.so as libtensorflow",
  );
});
