import { assert, assertEquals } from "@std/assert";
import { residentMemory } from "../../../../bench/trials/workers/_resident_memory.ts";

const ignore = Deno.build.os === "windows";

Deno.test({
  name: "residentMemory() tells of this process what it says of itself",
  ignore,
  fn: async () => {
    const held = await residentMemory([Deno.pid]);
    const bytes = held.get(Deno.pid);
    const { rss } = Deno.memoryUsage();
    assert(bytes !== undefined, "it is not there");
    assert(bytes > rss / 2 && bytes < rss * 2, `${bytes} and ${rss} bytes`);
  },
});

Deno.test({
  name: "residentMemory() sees what a process has taken",
  ignore,
  fn: async () => {
    const before = (await residentMemory([Deno.pid])).get(Deno.pid)!;
    const taken = new Uint8Array(200 * 2 ** 20).fill(1);
    const after = (await residentMemory([Deno.pid])).get(Deno.pid)!;
    assert(after - before > taken.length / 2, `${before} then ${after} bytes`);
  },
});

Deno.test({
  name:
    "residentMemory() leaves out a process that has ended, and tells of others",
  ignore,
  fn: async () => {
    const child = new Deno.Command("true").spawn();
    await child.status;
    const held = await residentMemory([child.pid, Deno.pid]);
    assertEquals([...held.keys()], [Deno.pid]);
    assertEquals(await residentMemory([child.pid]), new Map());
    assertEquals(await residentMemory([]), new Map());
  },
});
