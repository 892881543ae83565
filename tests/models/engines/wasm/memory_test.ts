import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertThrows } from "@std/assert";
import type { WasmBackend } from "../../../../models/engines/wasm/_kernel.ts";
import { WasmMemoryError } from "../../../../models/engines/wasm/memory.ts";
import { wasm } from "../../../_wasm.ts";

/** More values than 4 GiB hold. */
const TOO_MANY = [2 ** 15, 2 ** 15 + 1];

Deno.test("WebAssembly refuses a tensor that does not fit beside others, and goes on", () => {
  const backend = tf.backend() as WasmBackend;
  const made: tf.TensorInfo[] = [];
  assertThrows(
    () => {
      for (;;) made.push(backend.makeOutput([2 ** 28], "float32"));
    },
    WasmMemoryError,
    "Cannot make a tensor of 1024 MiB: WebAssembly has no more than 4 GiB, and",
  );
  assertEquals(made.length, 3);
  for (const { dataId } of made) backend.disposeData(dataId);
  assertEquals([...tf.add(tf.ones([2]), 1).dataSync()], [2, 2]);
});

Deno.test("WebAssembly refuses a tensor that fits nowhere, and goes on", () => {
  const x = tf.tensor2d([[1], [2]]);
  const error = assertThrows(
    () => tf.fill(TOO_MANY, 1),
    WasmMemoryError,
    "Cannot make a tensor of 4096 MiB: WebAssembly has no more than 4 GiB, and",
  );
  assertEquals(wasm.isOutOfMemory(error), true);
  assertEquals([...tf.matMul(x, x, true).dataSync()], [5]);
});

Deno.test("an error of another kind is not taken for a lack of memory", () => {
  assertEquals(wasm.isOutOfMemory(new Error("Cannot make a tensor")), false);
});
