import { assertThrows } from "@std/assert";
import { assertPrecision } from "../../../models/engines/engine.ts";

Deno.test("assertPrecision() refuses what the engine cannot compute in", () => {
  const engine = { name: "tensorflow", precisions: ["f32"] } as const;
  assertPrecision(engine, "f32");
  assertThrows(
    () => assertPrecision(engine, "bf16"),
    RangeError,
    "Cannot train in bf16: the engine tensorflow cannot on this processor. " +
      "Next step: --precision f32",
  );
});
