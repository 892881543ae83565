import { assert, assertEquals } from "@std/assert";
import { annotations } from "../../../reports/formats/annotations.ts";
import { HOSTILE_NAMES } from "../_hostile_names.ts";

const numbered = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ title: `${at}`, text: "no" }));

Deno.test("annotations() writes ten at the most, and says how many more", () => {
  assertEquals(annotations([]), []);
  assertEquals(annotations(numbered(10)).length, 10);
  assertEquals(annotations(numbered(10)).at(-1), "::error title=9::no");
  const lines = annotations(numbered(25));
  assertEquals(lines.length, 10);
  assertEquals(lines.at(-1), "::error::and 16 more: see the summary");
});

Deno.test("annotations() can be read back, whatever is in them", () => {
  const unescape = (text: string) =>
    text.replace(
      /%(0A|0D|25|2C|3A)/g,
      (_, code) => String.fromCharCode(parseInt(code, 16)),
    );
  for (const name of HOSTILE_NAMES) {
    const [line = ""] = annotations([{ title: name, text: name }]);
    assert(!/[\r\n]/.test(line));
    const [, title = "", text = ""] = /^::error title=([^:,]*)::(.*)$/su
      .exec(line) ?? [];
    assertEquals([unescape(title), unescape(text)], [name, name]);
  }
});
