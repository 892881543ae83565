import { assertEquals } from "@std/assert";
import { useTitle } from "../../../bench/trials/use_title.ts";

Deno.test("useTitle() says how a network is used, if not as trained", () => {
  assertEquals(useTitle("with", "as-trained"), "with");
  assertEquals(useTitle("with", "layer-removed"), "with, layer removed");
  assertEquals(useTitle("without", "adjusted"), "without, adjusted post hoc");
});

Deno.test("useTitle() calls a use of another version by its name", () => {
  assertEquals(useTitle("with", "turned"), "with, turned");
});
