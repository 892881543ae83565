/** The page of several runs, as people get it. */
import { assert, assertEquals } from "@std/assert";
import { toRunHistoryHtml } from "../../../reports/html/run_history_html.tsx";
import {
  assertContained,
  assertHeadings,
  inBrowser,
  SIZES,
  testSound,
  withPage,
} from "./_browser.ts";
import { HOSTILE_NAMES } from "../_document.ts";
import { historyOf, madeUpRun } from "../_runs.ts";

/** Every verdict, a change, two set-ups, a stopped run, and hostile names. */
async function write(folder: string): Promise<void> {
  const verdicts = ["supported", "contradicted", "inconclusive"] as const;
  const history = historyOf(
    ...verdicts.map((verdict, at) => madeUpRun({ day: at + 1, verdict })),
    madeUpRun({ day: 9, spec: { epochs: 9 }, run: { isComplete: false } }),
    ...HOSTILE_NAMES.map((name, at) =>
      madeUpRun({
        day: 10 + at,
        minority: HOSTILE_NAMES,
        claim: { name, sentence: name },
        statement: { place: name },
      })
    ),
  );
  history.runs.forEach((run, at) =>
    run.folder = HOSTILE_NAMES[at % HOSTILE_NAMES.length]!
  );
  const page = await toRunHistoryHtml(history);
  await Deno.writeTextFile(`${folder}/index.html`, page);
}

testSound("the page of runs", write);

Deno.test({
  ...inBrowser,
  name: "the page of runs fits a sheet of paper",
  fn: () =>
    withPage(
      write,
      // A4 at 96 dots an inch, minus a usual margin.
      { scheme: "light", width: 718, media: "print" },
      assertContained,
    ),
});

Deno.test({
  ...inBrowser,
  name: "the page of runs has one title, and headings in order",
  fn: () =>
    withPage(write, { scheme: "light", width: SIZES.screen }, assertHeadings),
});

Deno.test({
  ...inBrowser,
  name: "the page of runs shows hostile names as text, and runs none of them",
  fn: () =>
    withPage(write, { scheme: "light", width: SIZES.phone }, async (page) => {
      page.on("dialog", () => assert(false, "a name was run"));
      const text = await page.evaluate("document.body.textContent") as string;
      for (const name of HOSTILE_NAMES) {
        assert(text.includes(name.replaceAll("\r\n", "\n")), name);
      }
      assertEquals(await page.evaluate("document.scripts.length"), 0);
    }),
});
