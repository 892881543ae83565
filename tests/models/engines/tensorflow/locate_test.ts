import { assertEquals, assertThrows } from "@std/assert";
import {
  cacheDirectory,
  locateLibrary,
} from "../../../../models/engines/tensorflow/locate.ts";
import { buildFor } from "../../../../models/engines/tensorflow/wheels.ts";

/** Runs `test` with environment variables set, and sets them back. */
function withEnvironment(
  variables: Record<string, string>,
  test: () => void,
): void {
  const names = ["LIBTENSORFLOW_PATH", "XDG_CACHE_HOME", "HOME"];
  const before = names.map((name) => [name, Deno.env.get(name)] as const);
  for (const name of names) Deno.env.delete(name);
  for (const [name, value] of Object.entries(variables)) {
    Deno.env.set(name, value);
  }
  try {
    test();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    }
  }
}

Deno.test("cacheDirectory() follows the XDG rules", () => {
  withEnvironment({ XDG_CACHE_HOME: "/big", HOME: "/home/a" }, () => {
    assertEquals(cacheDirectory(), "/big/finalbn");
  });
  withEnvironment({ HOME: "/home/a" }, () => {
    assertEquals(cacheDirectory(), "/home/a/.cache/finalbn");
  });
  withEnvironment({}, () => {
    assertThrows(cacheDirectory, Error, "set XDG_CACHE_HOME");
  });
});

Deno.test("locateLibrary() takes the one that the user names", () => {
  const chosen = Deno.makeTempFileSync({ suffix: ".so" });
  withEnvironment({ LIBTENSORFLOW_PATH: chosen }, () => {
    assertEquals(locateLibrary("cpu", "/nowhere"), {
      path: chosen,
      source: "LIBTENSORFLOW_PATH",
    });
  });
  Deno.removeSync(chosen);
});

Deno.test("locateLibrary() never passes over what the user names", () => {
  withEnvironment({ LIBTENSORFLOW_PATH: "/no/such.so" }, () => {
    assertThrows(
      () => locateLibrary("cpu", "/nowhere"),
      Deno.errors.NotFound,
      "there is no file /no/such.so",
    );
  });
});

Deno.test("locateLibrary() finds what is in the cache, or nothing", () => {
  const cache = Deno.makeTempDirSync();
  withEnvironment({}, () => {
    assertEquals(locateLibrary("cpu", cache), undefined);
    const { name, library } = buildFor("cpu");
    const path = `${cache}/libtensorflow/${name}/${library}`;
    Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    Deno.writeTextFileSync(path, "");
    assertEquals(locateLibrary("cpu", cache), { path, source: "cache" });
  });
  Deno.removeSync(cache, { recursive: true });
});
