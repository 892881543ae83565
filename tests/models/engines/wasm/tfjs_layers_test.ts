/** Models of tfjs train on WebAssembly as they do on its own backend. */
import { assertThrows } from "@std/assert";
import { wasm } from "../../../_wasm.ts";
import { assertTrainsAsOnCpu, NETWORKS } from "../_tfjs_layers.ts";

const { compile } = wasm;

/** The package has no kernel for its gradient, and nor has the engine. */
const UNTRAINED = "embedding";

for (const name of Object.keys(NETWORKS)) {
  if (name === UNTRAINED) continue;
  Deno.test(`on WebAssembly, a network of ${name} trains as on tfjs's cpu backend`, () => {
    assertTrainsAsOnCpu("wasm", { name, compile });
  });
}

Deno.test("on WebAssembly, an embedding does not train, and the error names the kernel", () => {
  assertThrows(
    () => assertTrainsAsOnCpu("wasm", { name: UNTRAINED, compile }),
    Error,
    "UnsortedSegmentSum",
  );
});
