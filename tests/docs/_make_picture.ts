/**
 * Makes the README's pictures: the top of a run's page, light and dark, in
 * Chromium, as PNGs of few colours.
 *
 *     deno run -P=test tests/docs/_make_picture.ts reports/latest
 */
import { puppeteer } from "../_browser_packages.ts";
import sharp from "sharp";
import { findCommand } from "../_find_command.ts";
import { ROOT } from "./_documents.ts";

/** The part of the page that is shown, in pixels. */
const VIEW = { width: 1280, height: 1760 };

/** The pictures, by the scheme of colours that the page is asked for. */
const FILES = { light: "docs/report.png", dark: "docs/report-dark.png" };

/** So few that the file stays small, and enough for text and pictures. */
const COLOURS = 64;

if (import.meta.main) {
  const [folder = "reports/latest"] = Deno.args;
  const page = await Deno.realPath(`${folder}/index.html`);
  for (const [scheme, file] of Object.entries(FILES)) {
    const picture = await sharp(await photograph(page, scheme))
      .png({ palette: true, colours: COLOURS, effort: 10 }).toBuffer();
    await Deno.writeFile(new URL(file, ROOT), picture);
    console.log(`${file}: ${Math.ceil(picture.length / 1024)} KiB`);
  }
}

async function photograph(page: string, scheme: string): Promise<Uint8Array> {
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
    return await tab.screenshot();
  } finally {
    await browser.close();
  }
}
