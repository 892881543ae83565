import { assertEquals } from "@std/assert";
import { compactSvg } from "../../../reports/charts/compact_svg.ts";

const DISC = "M3,0A3,3,0,1,1,-3,0A3,3,0,1,1,3,0";

Deno.test("compactSvg() draws discs as circles, alike ones in a group", () => {
  const disc = (x: number) =>
    `<path transform="translate(${x}.1234,2)" d="${DISC}" fill="red" opacity="0.3"/>`;
  assertEquals(
    compactSvg(`<g class="mark">${disc(1)}${disc(2)}${disc(3)}</g></svg>`),
    '<g fill="red" fill-opacity="0.3"><circle cx="1.1" cy="2" r="3"/>' +
      '<circle cx="2.1" cy="2" r="3"/><circle cx="3.1" cy="2" r="3"/></g></svg>',
  );
});

Deno.test("compactSvg() keeps marks apart that look different", () => {
  const lines = '<line x2="1" stroke="red"/><line x2="2" stroke="blue"/>';
  assertEquals(compactSvg(lines.repeat(2)), lines.repeat(2));
});

Deno.test("compactSvg() leaves words as they are, whatever they look like", () => {
  const words = '<text fill="red">+0.3219 class=&quot;x&quot; &lt;g&gt;</text>';
  assertEquals(compactSvg(words), words);
});

Deno.test("compactSvg() keeps groups that say where things are", () => {
  const group = '<g transform="translate(5,6)"><line x2="1" stroke="red"/></g>';
  assertEquals(compactSvg(`<g><g>${group}</g></g><g></g>`), group);
});

Deno.test("compactSvg() takes away areas without a colour", () => {
  assertEquals(compactSvg('<path d="M0,0h9v9h-9Z"/><path d=""/>'), "");
});
