import { assertEquals } from "@std/assert";
import { describeProtocol } from "../../../bench/run/describe_protocol.ts";

const SEEDS = { first: 8, step: 2, most: 48, isFixed: false };

Deno.test("describeProtocol() tells a smoke test from the reference protocol", () => {
  assertEquals(
    describeProtocol({ protocol: { epochs: 4, grid: "thin" }, seeds: SEEDS }),
    "smoke test: 4 epochs, 8 to 48 seeds, fewer conditions; --profile " +
      "standard follows the reference protocol",
  );
  assertEquals(
    describeProtocol({
      protocol: { epochs: 1, grid: "full" },
      seeds: { ...SEEDS, isFixed: true },
    }),
    "reference protocol, but for epochs: 1 epoch, 48 seeds",
  );
});
