/**
 * A page as people get it, in Debian's Chromium (`apt-get install chromium`),
 * driven by puppeteer-core, and looked at by axe-core.
 */
import { assertEquals } from "@std/assert";
import {
  axe,
  type Browser,
  type Page,
  puppeteer,
} from "../../_browser_packages.ts";
import { findCommand } from "../../_find_command.ts";

/** What of a violation a message needs. */
interface Violation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

/** Widths of windows, in pixels. */
export const SIZES = { screen: 1280, phone: 390 } as const;

/** How a page is looked at. */
export interface Window {
  scheme: "light" | "dark";
  width: number;
  /** @default {"screen"} */
  media?: "screen" | "print";
}

const chromium = await findCommand("chromium");

/** Of a test; the browser's own timers and pipes end with its process. */
export const inBrowser = {
  ignore: chromium === undefined,
  sanitizeOps: false,
  sanitizeResources: false,
};

/**
 * Opens a page.
 *
 * @param write Writes `index.html` into a folder, with what belongs to it.
 * @param window How it is looked at.
 * @param look Is given the page, and the addresses that it asked for.
 */
export async function withPage(
  write: (folder: string) => Promise<unknown>,
  { scheme, width, media = "screen" }: Window,
  look: (page: Page, asked: string[]) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  let browser: Browser | undefined;
  try {
    await write(folder);
    browser = await puppeteer.launch({
      executablePath: chromium!,
      args: ["--no-sandbox", "--disable-gpu"],
    });
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaType(media);
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

/**
 * Tests a page in every window: nothing goes beyond it, nothing is fetched, and
 * axe-core finds nothing wrong.
 *
 * @param what The page, as the names of the tests have it.
 */
export function testSound(
  what: string,
  write: (folder: string) => Promise<unknown>,
): void {
  for (const scheme of ["light", "dark"] as const) {
    for (const [name, width] of Object.entries(SIZES)) {
      Deno.test({
        ...inBrowser,
        name: `${what} is sound on a ${scheme} ${name}, by axe-core`,
        fn: () =>
          withPage(write, { scheme, width }, async (page, asked) => {
            await assertContained(page, asked);
            assertEquals(await violationsOn(page), []);
          }),
      });
    }
  }
}

/** That nothing goes beyond the window, and nothing was fetched. */
export async function assertContained(
  page: Page,
  asked: readonly string[],
): Promise<void> {
  const beyond = await page.evaluate(
    "document.documentElement.scrollWidth - innerWidth",
  );
  assertEquals(beyond, 0, "it scrolls sideways");
  assertEquals(
    asked.filter((url) => !/^(?:file:|data:image\/png)/.test(url)),
    [],
  );
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

/** That there is one title, and no heading skips a level. */
export async function assertHeadings(page: Page): Promise<void> {
  const levels = await page.evaluate(
    "[...document.querySelectorAll('h1,h2,h3,h4')]" +
      ".map((each) => Number(each.tagName[1]))",
  ) as number[];
  assertEquals(levels.filter((level) => level === 1), [1]);
  assertEquals(
    levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1),
    [],
    levels.join(" "),
  );
}
