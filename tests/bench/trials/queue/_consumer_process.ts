/**
 * A consumer in a process of its own, which says that it began a trial and
 * never ends it. Argument: the queue's URL.
 */
import { resultOf, serve, StubExecutor } from "./_sides.ts";

if (import.meta.main) {
  const executor = new StubExecutor(async (spec) => {
    console.log("begun");
    await new Promise(() => setInterval(() => {}, 1000));
    return resultOf(spec);
  });
  await serve(Deno.args[0] as string, { executor, slots: 1 }).ended;
}
