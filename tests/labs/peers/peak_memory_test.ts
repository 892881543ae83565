import { assert, assertEquals } from "@std/assert";
import { parsePeak, peakMemory } from "../../../labs/peers/peak_memory.ts";

Deno.test("parsePeak() reads the peak, not what is held now", () => {
  const status =
    "Name:\tdeno\nVmPeak:\t 900 kB\nVmHWM:\t   300 kB\nVmRSS: 7 kB\n";
  assertEquals(parsePeak(status), 300 * 1024);
  assertEquals(parsePeak("Name:\tdeno\n"), undefined);
});

Deno.test({
  name: "peakMemory() tells of a process that is there",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const bytes = await peakMemory(Deno.pid);
    assert(bytes !== undefined && bytes > 2 ** 20);
  },
});
