/** Which packages are fetched, and by whom. */
import { assert, assertEquals } from "@std/assert";

async function readJson(path: string) {
  const url = new URL(`../${path}`, import.meta.url);
  return JSON.parse(await Deno.readTextFile(url));
}

const { imports } = await readJson("deno.json") as {
  imports: Record<string, string>;
};

/** What lock files call the packages of the import map. */
const PACKAGES = new Set(
  Object.values(imports).map((address) =>
    /^npm:\/?((?:@[^/]+\/)?[^/]+)/.exec(address)?.[1]
  ),
);

Deno.test("deno.lock has the packages of the import map and no other", async () => {
  const { specifiers } = await readJson("deno.lock");
  const names = Object.keys(specifiers).map((name) => name.slice(4));
  assertEquals(names.sort(), [...PACKAGES].sort());
});

Deno.test("tests/deno.lock has the same, and what tests alone use", async () => {
  const { specifiers } = await readJson("deno.lock");
  const { specifiers: ofTests } = await readJson("tests/deno.lock");
  for (const [name, version] of Object.entries(specifiers)) {
    assertEquals(ofTests[name], version, name);
  }
  const others = Object.keys(ofTests).filter((name) => !(name in specifiers))
    .map((name) => name.replace(/^npm:(.+)@.*$/, "$1"));
  assertEquals(others.sort(), ["axe-core", "cspell", "puppeteer-core"]);
});

Deno.test("deno.jsr.json maps the same names, to the same versions from npm", async () => {
  const { imports: other } = await readJson("deno.jsr.json");
  assertEquals(Object.keys(other).sort(), Object.keys(imports).sort());
  for (const [name, address] of Object.entries<string>(other)) {
    if (!name.startsWith("@std/")) assertEquals(address, imports[name], name);
    else assert(address.startsWith("jsr:@std/"), address);
  }
});
