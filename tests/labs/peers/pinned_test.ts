import { assert, assertEquals } from "@std/assert";
import { parseCores, pinned, usableCores } from "../../../labs/peers/pinned.ts";

Deno.test("parseCores() reads single cores and ranges", () => {
  const said = (list: string) => `pid 12's current affinity list: ${list}\n`;
  assertEquals(parseCores(said("0")), [0]);
  assertEquals(parseCores(said("0,1")), [0, 1]);
  assertEquals(parseCores(said("4-6,9,12-13")), [4, 5, 6, 9, 12, 13]);
});

Deno.test("parseCores() finds none in another text", () => {
  assertEquals(parseCores(""), []);
  assertEquals(parseCores("taskset: failed to get pid 12's affinity"), []);
});

Deno.test("pinned() leaves a command alone without a core", () => {
  assertEquals(pinned(["deno", "--version"], undefined), ["deno", "--version"]);
  assertEquals(pinned(["deno"], 0).at(-1), "deno");
});

Deno.test("usableCores() has at least one, and none twice", async () => {
  const cores = await usableCores();
  assert(cores.length >= 1);
  const named = cores.filter((core) => core !== undefined);
  assertEquals(new Set(named).size, named.length);
  assert(named.length === 0 || named.length === cores.length);
});
