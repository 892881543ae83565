import { assertEquals } from "@std/assert";
import { runFacts } from "../../reports/run_facts.ts";
import { madeUpDocument } from "./_document.ts";

Deno.test("runFacts() has the sites that something was trained at, and no others", () => {
  const document = madeUpDocument({ sites: ["leaves small-cnn"] });
  const { sites } = document.settings;
  const [site] = sites;
  sites.push({ ...site!, name: "leaves mlp", model: "mlp" });
  const facts = runFacts(document).filter(({ name }) => /^site /.test(name));
  assertEquals(facts, [
    { name: "site leaves small-cnn", value: site!.description },
  ]);
});

Deno.test("runFacts() has the command with the options that say where it was run", () => {
  const document = madeUpDocument();
  document.settings.options = "--seeds 6";
  document.settings.otherOptions = "--engine wasm --store a.sqlite";
  const facts = runFacts(document).filter(({ name }) => name === "command");
  assertEquals(facts.map(({ value }) => value), [
    "deno task bench --seeds 6 --engine wasm --store a.sqlite",
  ]);
});
