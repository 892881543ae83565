/**
 * Makes the pictures of the documentation, light and dark, in Chromium, as PNGs
 * of few colours: the top of a run's page for the README, or what the page shows
 * of margins and ROC curves at a place, for docs/findings.md.
 *
 *     deno run --lock=tests/deno.lock -P=test tests/docs/_make_picture.ts reports/latest
 *     deno run --lock=tests/deno.lock -P=test tests/docs/_make_picture.ts DIR margins-small "mnist small-cnn"
 */
import { puppeteer } from "../_browser_packages.ts";
import sharp from "sharp";
import { findCommand } from "../_find_command.ts";
import { ROOT } from "./_documents.ts";

/** The part of the page that is shown, in pixels. */
const VIEW = { width: 1280, height: 1760 };

/** The ends of the files' names, by the scheme of colours that is asked for. */
const ENDS = { light: ".png", dark: "-dark.png" };

/** So few that the file stays small, and enough for text and pictures. */
const COLOURS = 64;

/** The group of figures that shows margins and ROC curves. */
const GROUP = "A better network, or a moved threshold?";

if (import.meta.main) {
  const [folder = "reports/latest", name = "report", place] = Deno.args;
  const page = await Deno.realPath(`${folder}/index.html`);
  for (const [scheme, end] of Object.entries(ENDS)) {
    const picture = await sharp(await photograph(page, { scheme, place }))
      .png({ palette: true, colours: COLOURS, effort: 10 }).toBuffer();
    const file = `docs/${name}${end}`;
    await Deno.writeFile(new URL(file, ROOT), picture);
    console.log(`${file}: ${Math.ceil(picture.length / 1024)} KiB`);
  }
}

async function photograph(
  page: string,
  { scheme, place }: { scheme: string; place: string | undefined },
): Promise<Uint8Array> {
  const browser = await puppeteer.launch({
    executablePath: await findCommand("chromium") ?? "chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const tab = await browser.newPage();
    await tab.setViewport(VIEW);
    await tab.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: scheme },
    ]);
    await tab.goto(`file://${page}`);
    if (place === undefined) return await tab.screenshot();
    const path = `//div[h3="${GROUP}"]//figure[figcaption="${place}"]`;
    const figure = await tab.$(`xpath/${path}`);
    if (figure === null) throw new Error(`Cannot find a figure of ${place}`);
    return await figure.screenshot();
  } finally {
    await browser.close();
  }
}
