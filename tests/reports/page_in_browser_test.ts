/**
 * The page as people get it, in Debian's Chromium (`apt-get install chromium`),
 * driven by puppeteer-core, and looked at by axe-core.
 */
import { assert, assertEquals } from "@std/assert";
import axe from "axe-core";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { HOSTILE_NAMES, madeUpResults } from "./_result_set.ts";
import { findCommand, writeResults } from "./_write_results.ts";

/** What of a violation a message needs. */
interface Violation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

const SIZES = { screen: 1280, phone: 390 } as const;

const chromium = await findCommand("chromium");

async function withPage(
  { scheme, width }: { scheme: "light" | "dark"; width: number },
  look: (page: Page, asked: string[]) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  let browser: Browser | undefined;
  try {
    await writeResults(folder, madeUpResults({ minority: HOSTILE_NAMES }));
    browser = await puppeteer.launch({
      executablePath: chromium!,
      args: ["--no-sandbox", "--disable-gpu"],
    });
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: scheme },
    ]);
    await page.goto(`file://${folder}/index.html`);
    await look(page, asked);
  } finally {
    await browser?.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** What axe-core finds wrong, with all that is folded away unfolded. */
async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(
    "document.querySelectorAll('details').forEach((each) => each.open = true)",
  );
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate("axe.run()") as {
    violations: Violation[];
  };
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`)
  );
}

// The browser's own timers and pipes end with its process.
const options = {
  ignore: chromium === undefined,
  sanitizeOps: false,
  sanitizeResources: false,
};

for (const scheme of ["light", "dark"] as const) {
  for (const [name, width] of Object.entries(SIZES)) {
    Deno.test({
      ...options,
      name: `the page is sound on a ${scheme} ${name}, by axe-core`,
      fn: () =>
        withPage({ scheme, width }, async (page, asked) => {
          const beyond = await page.evaluate(
            "document.documentElement.scrollWidth - innerWidth",
          );
          assertEquals(beyond, 0, "it scrolls sideways");
          assertEquals(await violationsOn(page), []);
          assertEquals(
            asked.filter((url) => !/^(?:file:|data:image\/png)/.test(url)),
            [],
          );
        }),
    });
  }
}

Deno.test({
  ...options,
  name: "the page has one title, and headings in order",
  fn: () =>
    withPage({ scheme: "light", width: SIZES.screen }, async (page) => {
      const levels = await page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')]" +
          ".map((each) => Number(each.tagName[1]))",
      ) as number[];
      assertEquals(levels.filter((level) => level === 1), [1]);
      for (const [at, level] of levels.entries()) {
        assert(level <= (levels[at - 1] ?? 0) + 1, levels.join(" "));
      }
    }),
});

Deno.test({
  ...options,
  name: "the page shows hostile names as text, and runs none of them",
  fn: () =>
    withPage({ scheme: "light", width: SIZES.screen }, async (page) => {
      page.on("dialog", () => assert(false, "a name was run"));
      const summaries = await page.evaluate(
        "[...document.querySelectorAll('summary')]" +
          ".map((each) => each.textContent).join('')",
      ) as string;
      for (const name of HOSTILE_NAMES) assert(summaries.includes(name), name);
      assertEquals(await page.evaluate("document.scripts.length"), 0);
    }),
});

Deno.test({
  ...options,
  name: "a link to a number unfolds the rows that it came from",
  fn: () =>
    withPage({ scheme: "light", width: SIZES.screen }, async (page) => {
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
