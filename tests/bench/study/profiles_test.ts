import { assert } from "@std/assert";
import { loadClaims } from "../../../bench/study/load_claims.ts";
import { type Profile, PROFILES } from "../../../bench/study/profiles.ts";

Deno.test("a second way of training is for claims that there are", async () => {
  const names = (await loadClaims()).map(({ name }) => name);
  for (const { second } of Object.values<Profile>(PROFILES)) {
    for (const name of second?.claims ?? []) assert(names.includes(name), name);
  }
});
