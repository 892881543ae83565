import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { toRunHistoryHtml } from "../../../reports/html/run_history_html.tsx";
import type { VerdictHistory } from "../../../reports/verdict_history.ts";
import { HOSTILE_NAMES } from "../_document.ts";
import { historyOf, madeUpRun } from "../_runs.ts";
import { assertSoundMarkup, elementsOf, textOf } from "./_markup.ts";

/** Two runs at two sites, of which one changed. */
function changedHistory(): VerdictHistory {
  const sites = ["leaves small-cnn", "mnist mlp"];
  const run = madeUpRun({ day: 8, sites });
  Object.assign(run.claims[0]!.statements[0]!, {
    verdict: "inconclusive",
    estimate: { point: 0.02, lower: -0.12, upper: 0.15, level: 0.95, runs: 6 },
  });
  return historyOf(madeUpRun({ day: 1, sites }), run);
}

/** More runs of a history than are drawn, by its first being there again. */
function repeated(history: VerdictHistory, times: number): VerdictHistory {
  const runs = Array.from({ length: times }, () => history.runs[0]!);
  const lines = history.lines.map((line) => ({
    ...line,
    points: runs.map((_, at) => ({ ...line.points[0]!, run: at + 1 })),
  }));
  return { runs, lines };
}

Deno.test("toRunHistoryHtml() says what changed, in which run", async () => {
  const text = textOf(await toRunHistoryHtml(changedHistory()))
    .replace(/\n+/g, "");
  for (
    const words of [
      "Verdicts or bounds that changed: 1 of 2",
      "2026-01-01 to 2026-01-08",
      "Run 2, 2026-01-08",
      "[−0.12, +0.15] +0.02",
      "before [+0.40, +0.60] +0.50",
    ]
  ) assertStringIncludes(text, words);
});

Deno.test("toRunHistoryHtml() has a picture for each assertion, site and set-up", async () => {
  const page = await toRunHistoryHtml(
    historyOf(
      madeUpRun({ day: 1, sites: ["leaves small-cnn", "mnist mlp"] }),
      madeUpRun({ day: 2, spec: { epochs: 9 } }),
    ),
  );
  assertEquals(page.match(/<svg/g)?.length, 3);
  for (const text of ["leaves small-cnn, epochs 9", "mnist mlp"]) {
    assertStringIncludes(page, `<figcaption><bdi>${text}</bdi></figcaption>`);
  }
});

Deno.test("toRunHistoryHtml() has sound markup, and a place for every link", async () => {
  const page = await toRunHistoryHtml(changedHistory());
  assertSoundMarkup(page);
  // The change, the claim, the runs.
  assertEquals(page.match(/href="#/g)?.length, 3);
});

Deno.test("toRunHistoryHtml() shows hostile names as they are, and runs none", async () => {
  for (const name of HOSTILE_NAMES) {
    const named = {
      claim: { name, sentence: name, source: name },
      statement: { place: name },
    };
    const history = historyOf(
      madeUpRun({ day: 1, ...named }),
      madeUpRun({ day: 2, ...named, verdict: "contradicted" }),
      madeUpRun({ day: 3, ...named, environment: { suite: name } }),
    );
    history.runs[0]!.folder = name;
    const page = await toRunHistoryHtml(history);
    assertSoundMarkup(page);
    for (const element of ["h2", "figcaption", "blockquote", "td"]) {
      const shown = elementsOf(page, element)
        .flatMap((each) => elementsOf(each, "bdi")).map(textOf);
      assert(shown.includes(name), `${element}: ${name}`);
    }
  }
});

Deno.test("toRunHistoryHtml() draws the last 52 runs, and says so", async () => {
  const history = historyOf(madeUpRun({ day: 1 }));
  const few = await toRunHistoryHtml(repeated(history, 52));
  assert(!few.includes("The pictures show runs"));
  const many = await toRunHistoryHtml(repeated(history, 60));
  assertStringIncludes(textOf(many), "The pictures show runs from 9 on");
  assertEquals(many.match(/>✓</g)?.length, few.match(/>✓</g)?.length);
  // What no drawn run has is told, where it changed, and leads nowhere.
  const [line] = history.lines;
  const old = repeated(history, 60);
  old.lines = [{
    ...line!,
    points: [
      { ...line!.points[0]!, run: 1 },
      { ...line!.points[0]!, run: 2, verdict: "contradicted" },
    ],
  }];
  const gone = await toRunHistoryHtml(old);
  assertStringIncludes(textOf(gone), "Verdicts or bounds that changed: 1 of 1");
  assertEquals(gone.match(/<svg/g), null);
  assertEquals(gone.match(/href="#(?!runs)/g), null);
});

Deno.test("toRunHistoryHtml() names a run that decided nothing", async () => {
  const run = madeUpRun({ day: 1, run: { isComplete: false } });
  const page = await toRunHistoryHtml(historyOf({ ...run, claims: [] }));
  for (const text of ["No run decided a claim.", "no verdict"]) {
    assertStringIncludes(page, text);
  }
});
