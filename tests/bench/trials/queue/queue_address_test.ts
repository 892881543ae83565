import { assert, assertEquals, assertThrows } from "@std/assert";
import { parseQueueUrl } from "../../../../bench/trials/queue/queue_address.ts";
import { describeAddress } from "../../../../bench/trials/queue/process/messages.ts";

Deno.test("parseQueueUrl() takes a URL apart", () => {
  assertEquals(parseQueueUrl("rediss://me:p%40ss%3A@gpu-1.lan:7000/2"), {
    host: "gpu-1.lan",
    port: 7000,
    username: "me",
    password: "p@ss:",
    database: 2,
    tls: true,
  });
});

Deno.test("parseQueueUrl() has defaults for all but the host", () => {
  const plain = {
    host: "::1",
    port: 6379,
    username: undefined,
    password: undefined,
    database: 0,
    tls: false,
  };
  assertEquals(parseQueueUrl("redis://[::1]"), plain);
  assertEquals(parseQueueUrl("redis://[::1]:6379/"), plain);
  assertEquals(describeAddress(plain), "redis://[::1]:6379");
});

for (
  const [url, state] of [
    ["gpu1", "it is not a URL"],
    ["gpu1:6379", "wanted redis: or rediss:, got gpu1:"],
    ["http://:topsecret@gpu1", "wanted redis: or rediss:, got http:"],
    ["constructor://gpu1", "wanted redis: or rediss:, got constructor:"],
    ["redis://", "it names no host"],
    ["redis:///0", "it names no host"],
    ["redis://:topsecret@gpu1/zero", "its path is not a database's number"],
    ["redis://:topsecret@gpu1?db=2", "it has a query or a fragment"],
    ["redis://:topsecret%@gpu1", "is not percent-encoded"],
    ["redis://gpu1,example.org", "its host is neither a name nor an address"],
    ["redis://:topsecret@gpu1:70000", "it is not a URL"],
  ] as const
) {
  Deno.test(`parseQueueUrl() refuses ${url}, without its password`, () => {
    const { message } = assertThrows(
      () => parseQueueUrl(url),
      SyntaxError,
      state,
    );
    assert(!message.includes("topsecret"), message);
    assert(message.includes("Next step: write it as redis://host:6379"));
  });
}
