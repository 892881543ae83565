import { assertEquals } from "@std/assert";
import plugin from "../../../labs/lint/literal_spread.ts";

/** How often the rule is broken. */
function faults(text: string): number {
  return Deno.lint.runPlugin(plugin, "/project/models/a.ts", text).length;
}

Deno.test("the lint rule finds literals that are spread, whatever their type is said to be", () => {
  for (
    const text of [
      "f({ ...{ a, b }, c });",
      "f([...[1, 2]]);",
      "f(...[x] as const);",
      "f({ ...({ a } satisfies A) });",
    ]
  ) assertEquals(faults(text), 1, text);
});

Deno.test("the lint rule leaves spreads of values alone", () => {
  for (
    const text of [
      "f({ ...a, b: [...c], d: [1, 2] });",
      "f({ ...(a ? {} : { b }) });",
      "f(...g([1]), ...text.split(','));",
    ]
  ) assertEquals(faults(text), 0, text);
});
