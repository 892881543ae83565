/** Pages as markup, looked at without a browser. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

/** The words of a page, without its tags. */
export function textOf(page: string): string {
  return page.replace(/<style>.*?<\/style>/s, "").replace(/<[^>]*>/g, "\n")
    .replace(/&(?:lt|gt|quot|amp|#39);/g, (entity) => ENTITIES[entity]!);
}

/** What stands between two tags of a name, in order. */
export function elementsOf(page: string, name: string): string[] {
  const pattern = new RegExp(`<${name}(?: [^>]*)?>(.*?)</${name}>`, "gs");
  return [...page.matchAll(pattern)].map(([, inside = ""]) => inside);
}

/**
 * That a page runs nothing and asks for nothing, that each link on it leads
 * somewhere, no place is there twice, and each picture is told in words.
 */
export function assertSoundMarkup(page: string): void {
  for (const tag of page.match(/<[a-z][^>]*>/g) ?? []) {
    assert(!/^<(?:script|link|iframe|object|embed)/.test(tag), tag);
    assert(!/\s(?:src|srcset|action)="(?!data:image\/png)/.test(tag), tag);
    assert(!/\son[a-z]+=/.test(tag.replace(/"[^"]*"/g, '""')), tag);
  }
  assert(!page.includes("@import") && !/url\(/.test(page));
  const valuesOf = (attribute: string) =>
    [...page.matchAll(new RegExp(`\\s${attribute}="([^"]+)"`, "g"))]
      .map(([, value = ""]) => value);
  const ids = valuesOf("id");
  assertEquals(ids.length, new Set(ids).size);
  const links = valuesOf("href").filter((link) => link.startsWith("#"));
  assertEquals(links.filter((link) => !ids.includes(link.slice(1))), []);
  for (const svg of page.match(/<svg.*?<\/svg>/gs) ?? []) {
    const [, title, desc] = /aria-labelledby="(\S+) (\S+)"/.exec(svg) ?? [];
    assertStringIncludes(svg, `<title id="${title}">`);
    assertStringIncludes(svg, `<desc id="${desc}">`);
    for (const name of ["title", "desc"]) {
      assert(elementsOf(svg, name)[0]?.trim() !== "", svg);
    }
  }
}
