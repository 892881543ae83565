import { assertEquals, assertRejects } from "@std/assert";
import { unlessAborted } from "../../../bench/run/unless_aborted.ts";

Deno.test("unlessAborted() waits no longer than for the signal, and hands on what comes late", async () => {
  const stop = new AbortController();
  const work = Promise.withResolvers<string>();
  const late = Promise.withResolvers<string>();
  const waiting = unlessAborted(work.promise, {
    signal: stop.signal,
    onLate: late.resolve,
  });
  stop.abort(new RangeError("enough"));
  await assertRejects(() => waiting, RangeError, "enough");
  work.resolve("done");
  assertEquals(await late.promise, "done");
});

Deno.test("unlessAborted() takes a failure for the signal's that is heard of before it", async () => {
  const stop = new AbortController();
  const work = Promise.reject(new Error("a child was ended by Ctrl-C"));
  const waiting = unlessAborted(work, { signal: stop.signal });
  setTimeout(() => stop.abort(new RangeError("enough")), 10);
  await assertRejects(() => waiting, RangeError, "enough");
});

Deno.test("unlessAborted() fails as the work does, and begins no wait once aborted", async () => {
  const { signal } = new AbortController();
  const failing = Promise.reject(new TypeError("broken"));
  await assertRejects(() => unlessAborted(failing, { signal }), TypeError);
  const aborted = AbortSignal.abort(new RangeError("enough"));
  const never = new Promise<never>(() => {});
  await assertRejects(
    () => unlessAborted(never, { signal: aborted }),
    RangeError,
  );
});
