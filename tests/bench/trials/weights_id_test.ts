import { assertEquals, assertRejects } from "@std/assert";
import { weightsId } from "../../../bench/trials/weights_id.ts";

Deno.test("weightsId() is of the content, however long it is", async () => {
  const path = await Deno.makeTempFile();
  // printf '' | sha256sum; head -c 3000000 /dev/zero | sha256sum
  const expected = [
    [0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    [
      3_000_000,
      "35bce4eae54ec8e6cc2868baa8d157914d6ae2858811b4cc0c078c94460fa26f",
    ],
  ] as const;
  for (const [bytes, hash] of expected) {
    await Deno.writeFile(path, new Uint8Array(bytes));
    assertEquals(await weightsId(path), `sha256:${hash}`);
  }
  await Deno.remove(path);
  await assertRejects(() => weightsId(path), Deno.errors.NotFound);
});
