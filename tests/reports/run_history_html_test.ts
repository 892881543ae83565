import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { escapeHtml } from "../../reports/html/html.ts";
import { toRunHistoryHtml } from "../../reports/html/run_history_html.ts";
import type { RunHistory } from "../../reports/run_history.ts";
import { HOSTILE_NAMES } from "./_result_set.ts";
import { historyOf, madeUpRun } from "./_runs.ts";

/** Two runs at two sites, of which one changed. */
async function changedHistory(): Promise<RunHistory> {
  const sites = ["leaves small-cnn", "mnist mlp"];
  const run = madeUpRun({ day: 8, sites });
  run.claims[0] = {
    ...{ ...run.claims[0]!, verdict: "inconclusive", estimate: 0.02 },
    ...{ lower: -0.12, upper: 0.15 },
  };
  return await historyOf(madeUpRun({ day: 1, sites }), run);
}

/** More runs of a history than are drawn, by its first being there again. */
function repeated(history: RunHistory, times: number): RunHistory {
  const runs = Array.from({ length: times }, () => history.runs[0]!);
  const lines = history.lines.map((line) => ({
    ...line,
    points: runs.map((_, at) => ({ ...line.points[0]!, run: at + 1 })),
  }));
  return { runs, lines };
}

Deno.test("toRunHistoryHtml() says what changed, in which run", async () => {
  const page = await toRunHistoryHtml(await changedHistory());
  for (
    const text of [
      ...["Verdicts that changed: 1 of 2", "2026-01-01 to 2026-01-08"],
      ...["Run 2, 2026-01-08", "+0.02 [-0.12, +0.15]"],
      'before <span class="n">+0.50 [+0.40, +0.60]</span>',
    ]
  ) assertStringIncludes(page, text);
});

Deno.test("toRunHistoryHtml() has a picture for each assertion, site and set-up", async () => {
  const page = await toRunHistoryHtml(
    await historyOf(
      madeUpRun({ day: 1, sites: ["leaves small-cnn", "mnist mlp"] }),
      madeUpRun({ day: 2, settings: { epochs: 9 } }),
    ),
  );
  assertEquals(page.match(/<svg/g)?.length, 3);
  for (const text of ["leaves small-cnn, epochs 9", "mnist mlp"]) {
    assertStringIncludes(page, `<figcaption><bdi>${text}</bdi></figcaption>`);
  }
});

Deno.test("toRunHistoryHtml() has a place for every link, and no place twice", async () => {
  const page = await toRunHistoryHtml(await changedHistory());
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  const places = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  assertEquals(links.length, 3); // the change, the claim, the runs
  assertEquals(links.filter((id) => !places.includes(id)), []);
  assertEquals(places.length, new Set(places).size);
});

Deno.test("toRunHistoryHtml() shows hostile names as they are, and runs none", async () => {
  for (const name of HOSTILE_NAMES) {
    const row = { claim: name, site: name, sentence: name, source: name };
    const history = await historyOf(
      madeUpRun({ day: 1, row }),
      madeUpRun({ day: 2, row, verdict: "contradicted" }),
      madeUpRun({ day: 3, row, facts: { suite: name, code: name } }),
    );
    history.runs[0]!.folder = name;
    const page = await toRunHistoryHtml(history);
    const shown = `<bdi>${escapeHtml(name)}</bdi>`;
    for (
      const place of [
        ...[`<h2>${shown}</h2>`, `<figcaption>${shown}</figcaption>`],
        ...[`<span class="path">${shown}`, `<span>${shown}</span></td>`],
      ]
    ) assertStringIncludes(page, place);
    const tags = page.match(/<[a-z][^>]*>/g) ?? [];
    for (const tag of tags) {
      assert(!/^<(?:script|link|img|iframe|object|embed)/.test(tag), tag);
      const names = tag.replace(/"[^"]*"/g, '""');
      assert(!/\s(?:src|srcset|action|on[a-z]+)=/.test(names), tag);
    }
    assert(!page.includes("@import") && !/url\(/.test(page));
  }
});

Deno.test("toRunHistoryHtml() draws the last 52 runs, and says so", async () => {
  const history = await historyOf(madeUpRun({ day: 1 }));
  const few = await toRunHistoryHtml(repeated(history, 52));
  assert(!few.includes("and later are drawn"));
  const many = await toRunHistoryHtml(repeated(history, 60));
  assertStringIncludes(many, "Runs 9 and later are drawn");
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
  assertStringIncludes(gone, "Verdicts that changed: 1 of 1");
  assertEquals(gone.match(/<svg/g), null);
  assertEquals(gone.match(/href="#(?!runs)/g), null);
});

Deno.test("toRunHistoryHtml() names a run that decided nothing", async () => {
  const run = madeUpRun({ day: 1, facts: { complete: "no" } });
  const page = await toRunHistoryHtml(
    await historyOf({ ...run, claims: [], contrasts: [] }),
  );
  for (const text of ["No run decided a claim.", "without a verdict"]) {
    assertStringIncludes(page, text);
  }
});
