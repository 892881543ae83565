/** The page of a run, as people get it. */
import { assert, assertEquals } from "@std/assert";
import {
  assertHeadings,
  inBrowser,
  SIZES,
  testSound,
  withPage,
} from "./_browser.ts";
import { toIndexHtml } from "../../../reports/html/index_html.tsx";
import { HOSTILE_NAMES } from "../_document.ts";
import { everyKind } from "../_every_kind.ts";

/** Every kind of statement and every picture, and hostile names. */
async function write(folder: string): Promise<void> {
  const document = everyKind({ minority: HOSTILE_NAMES });
  await Deno.writeTextFile(`${folder}/index.html`, await toIndexHtml(document));
}

/** As most people see it. */
const USUAL = { scheme: "light", width: SIZES.screen } as const;

testSound("the page", write);

Deno.test({
  ...inBrowser,
  name: "the page has one title, and headings in order",
  fn: () => withPage(write, USUAL, assertHeadings),
});

Deno.test({
  ...inBrowser,
  name: "the page shows hostile names as text, and runs none of them",
  fn: () =>
    withPage(write, USUAL, async (page) => {
      page.on("dialog", () => assert(false, "a name was run"));
      const summaries = await page.evaluate(
        "[...document.querySelectorAll('summary')]" +
          ".map((each) => each.textContent).join('')",
      ) as string;
      for (const name of HOSTILE_NAMES) {
        // A page has no line breaks but these.
        assert(summaries.includes(name.replaceAll("\r\n", "\n")), name);
      }
      assertEquals(await page.evaluate("document.scripts.length"), 0);
    }),
});

Deno.test({
  ...inBrowser,
  name: "a link to a number unfolds the rows that it came from",
  fn: () =>
    withPage(write, USUAL, async (page) => {
      await page.evaluate(
        "document.querySelector('.overview td a').click()",
      );
      await page.waitForFunction("document.querySelector(':target')");
      assertEquals(
        await page.evaluate(
          "document.querySelector(':target').closest('details').open",
        ),
        true,
      );
    }),
});
