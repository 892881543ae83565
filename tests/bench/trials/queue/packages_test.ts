import { assert, assertEquals } from "@std/assert";

const ROOT = new URL("../../../../", import.meta.url);
const read = (path: string) => Deno.readTextFile(new URL(path, ROOT));

Deno.test("a run without a queue fetches no package of the queue", async () => {
  const lock = JSON.parse(await read("deno.lock"));
  const config = await read("deno.json");
  for (const name of ["bullmq", "ioredis", "msgpackr"]) {
    const locked = Object.keys(lock.npm).filter((key) =>
      key.startsWith(`${name}@`)
    );
    assertEquals(locked, []);
    assert(!config.includes(`npm:${name}`));
  }
});

Deno.test("the packages of the queue are pinned and locked", async () => {
  const folder = "bench/trials/queue/process/";
  const { imports } = JSON.parse(await read(`${folder}deno.json`));
  const lock = JSON.parse(await read(`${folder}deno.lock`));
  assertEquals(Object.keys(lock.specifiers), Object.values(imports));
  assert(
    Object.keys(lock.specifiers).every((key) => /@\d+\.\d+\.\d+$/.test(key)),
  );
});
