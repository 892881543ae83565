import {
  assert,
  assertEquals,
  assertGreater,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { PROMISE, PROMISE_SCOPE } from "../../../reports/promise.ts";
import { KINDS } from "../../../bench/study/kinds/mod.ts";
import type { RunDocument } from "../../../reports/document.ts";
import { toIndexHtml } from "../../../reports/html/index_html.tsx";
import { HOSTILE_NAMES, madeUpDocument } from "../_document.ts";
import { everyKind, SITES } from "../_every_kind.ts";
import { assertSoundMarkup, elementsOf, textOf } from "./_markup.ts";

/** The sections of a page, each from its heading on, without the frame. */
function sectionsOf(page: string): string[] {
  return elementsOf(page, "section");
}

Deno.test("toIndexHtml() shows every kind of statement and every picture, with sound markup", async () => {
  const document = everyKind();
  const page = await toIndexHtml(document);
  assertSoundMarkup(page);
  const text = textOf(page);
  for (const { name, sentence, statements } of document.claims) {
    assertStringIncludes(text, sentence);
    for (const statement of statements) {
      assertStringIncludes(text, statement.says);
      if (statement.role === "reported") continue;
      assertStringIncludes(text, `${name}/${statement.name}`);
    }
  }
  const shapes = page.match(/<svg/g) ?? [];
  assertGreater(shapes.length, 10);
});

Deno.test("the document of these tests has every kind there is", () => {
  const kinds = everyKind().claims.flatMap(({ statements }) => statements)
    .map(({ kind }) => kind);
  assertEquals([...new Set(kinds)].sort(), Object.keys(KINDS).sort());
});

Deno.test("toIndexHtml() draws what a claim is about", async () => {
  const page = await toIndexHtml(everyKind());
  const pictures = Object.fromEntries(
    sectionsOf(page).filter((section) => section.includes("<svg")).map(
      (section) => [
        textOf(elementsOf(section, "h2")[0] ?? "").trim().split("\n")[0],
        elementsOf(section, "h3").map((title) => textOf(title).trim()),
      ],
    ),
  );
  assertEquals(pictures, {
    "gain": [
      "minority F1: without and with",
      "A better network, or a moved threshold?",
      "Training curves of both arms",
    ],
    "generality": [
      "Each data set and network",
      "A better network, or a moved threshold?",
    ],
    "majority": [
      "gain in minority F1: two majorities and one majority",
      "All assertions",
      "minority F1 of each arm",
    ],
    "threshold": [
      "gain in minority F1 by minority count",
      "gain in minority F1 by condition",
    ],
    "training-length": [
      "epochs to a minority F1 of 0.4 (all epochs if never): with and without",
    ],
    "uncertainty": ["All assertions", "Can confidence be trusted?"],
    "remedies": ["minority F1: oversampling and with"],
  });
});

Deno.test("toIndexHtml() has the verdict, the sentence and the estimate", async () => {
  const text = textOf(await toIndexHtml(madeUpDocument()));
  for (
    const words of ["supported", "the layer helps", "+0.50", "[+0.40, +0.60]"]
  ) {
    assertStringIncludes(text, words);
  }
});

Deno.test("toIndexHtml() says what has no interval", async () => {
  const text = textOf(await toIndexHtml(everyKind()));
  assertStringIncludes(text, "no interval");
});

Deno.test("toIndexHtml() has the evidence, a picture of it, and what would decide", async () => {
  const run = everyKind();
  const page = await toIndexHtml(run);
  const text = textOf(page);
  for (
    const words of [
      PROMISE,
      PROMISE_SCOPE,
      "the mean is above 0",
      "120 to 1",
      "3 to 1 for it, none against it",
      "a verdict takes 40 to 1; 6 seeds are too few for a forecast",
      "deno task bench --filter threshold --seeds 4..60",
    ]
  ) assertStringIncludes(text, words);
  const pictures = page.match(/<svg class="evidence"/g);
  const asserted = run.claims.flatMap(({ statements }) => statements)
    .filter(({ evidence }) => evidence !== undefined);
  assertEquals(pictures?.length, asserted.length);
});

Deno.test("toIndexHtml() shows each trial once, with its command", async () => {
  const document = everyKind();
  const page = await toIndexHtml(document);
  for (const { id } of document.trials) {
    const command = `deno task trial ${id} --seeds 6</td>`;
    assertEquals(page.split(command).length, 2, id);
  }
});

Deno.test("toIndexHtml() gives claims of another project no command that does not know them", async () => {
  const document = everyKind();
  document.settings.command = "deno run --allow-all study.ts";
  const page = await toIndexHtml(document);
  const text = textOf(page);
  assert(!text.includes("deno task"), "a task of the suite");
  assertStringIncludes(
    text,
    "deno run --allow-all study.ts --filter threshold --seeds 4..60",
  );
  for (const { id } of document.trials) assertStringIncludes(text, id);
});

Deno.test("toIndexHtml() has the scores and the test images of each class", async () => {
  const page = await toIndexHtml(
    madeUpDocument({ minority: ["spot", "rust"] }),
  );
  const [table] = elementsOf(page, "table").map(textOf)
    .filter((table) => table.includes("test images"))
    .map((table) => table.replaceAll(/\s+/g, " "));
  assertStringIncludes(table!, "healthy common, 500 test images");
  assertStringIncludes(table!, "rust rare, 500 test images");
  assertMatch(
    table!,
    /without 6 (0\.12 \(0\.12\) ){3}with 6 (0\.67 \(0\.67\) ?){3}/,
  );
});

Deno.test("toIndexHtml() says why a claim is open whose assertions are not", async () => {
  const document = madeUpDocument();
  const [claim] = document.claims;
  claim!.verdict = "inconclusive";
  claim!.evidence = {
    drawn: "supported",
    support: Math.log(71),
    contradiction: -3,
    bar: 260,
  };
  assertStringIncludes(
    textOf(await toIndexHtml(document)).replaceAll(/\s+/g, " "),
    "its assertions say supported, 71 to 1; a claim takes 260 to 1",
  );
});

Deno.test("toIndexHtml() names the folder of the run in commands", async () => {
  const page = await toIndexHtml(madeUpDocument(), { out: "my run" });
  assertStringIncludes(textOf(page), ` --out 'my run' --seeds 6`);
});

Deno.test("toIndexHtml() puts trials together that differ in their seed alone", async () => {
  const document = madeUpDocument({ sites: SITES });
  const [changed] = document.trials;
  changed!.result.spec.learningRate = 0.5;
  const page = await toIndexHtml(document);
  const summaries = elementsOf(page, "summary").map(textOf)
    .filter((summary) => summary.includes("images each"));
  assertEquals(summaries.length, 2 * SITES.length + 1);
  assertStringIncludes(summaries.join(), "learning rate 0.5");
});

Deno.test("toIndexHtml() shows the first of many seeds, and says so", async () => {
  const text = textOf(await toIndexHtml(madeUpDocument({ seeds: 61 })));
  assertStringIncludes(text, "The first 60 of 61 seeds");
});

Deno.test("toIndexHtml() shows hostile names as they are, and no more", async () => {
  for (const name of HOSTILE_NAMES) {
    const document = madeUpDocument({ minority: [name], sentence: name });
    const [claim] = document.claims;
    const [statement] = claim!.statements;
    claim!.name = claim!.source = name;
    Object.assign(statement!, { name, says: name, reason: name, detail: name });
    statement!.series[0]!.label = name;
    statement!.series[0]!.terms[0]!.cell = name;
    document.environment.suite = name;
    document.samples[0]!.className = document.samples[0]!.dataset = name;
    const page = await toIndexHtml(document);
    assertSoundMarkup(page);
    // It is in its own direction of writing wherever it is a name of its own.
    const shown = elementsOf(page, "bdi").map(textOf);
    assertGreater(shown.filter((text) => text === name).length, 8, name);
  }
});

Deno.test("toIndexHtml() keeps a failed trial, and says why", async () => {
  const document = madeUpDocument();
  const { id, result } = document.trials[0]!;
  result.status = "killed";
  result.reason = "<b>SIGKILL</b>";
  result.evaluations = [];
  const page = await toIndexHtml(document);
  assertStringIncludes(page, "killed: <bdi>&lt;b>SIGKILL&lt;/b></bdi>");
  assertStringIncludes(page, `deno task trial ${id}`);
});

Deno.test("toIndexHtml() says what is missing", async () => {
  const document: RunDocument = {
    ...madeUpDocument(),
    claims: [],
    samples: [],
    images: [],
    isComplete: false,
    leftOut: [{ claim: "sigmoid", site: "mnist mlp", reason: "10 classes" }],
  };
  const text = textOf(await toIndexHtml(document));
  for (
    const words of [
      "No claim was decided",
      "recorded no pictures",
      "not complete",
      "sigmoid on mnist mlp: 10 classes",
    ]
  ) {
    assertStringIncludes(text, words);
  }
});

Deno.test("toIndexHtml() shows a departure where it is", async () => {
  const document = madeUpDocument();
  document.claims[0]!.statements[0]!.expected = "contradicted";
  const page = await toIndexHtml(document);
  assertStringIncludes(textOf(page), "contradicted; 1 of 1 differ");
  assert(/class="departure">contradicted</.test(page));
});
