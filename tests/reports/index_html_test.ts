import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { toIndexHtml } from "../../reports/html/index_html.ts";
import { escapeHtml } from "../../reports/html/html.ts";
import { HOSTILE_NAMES, madeUpResults } from "./_result_set.ts";

Deno.test("toIndexHtml() has the verdict, the sentence and the estimate", async () => {
  const page = await toIndexHtml(madeUpResults());
  for (
    const text of ["supported", "the layer helps", "+0.50", "[+0.40, +0.60]"]
  ) {
    assertStringIncludes(page, text);
  }
});

Deno.test("toIndexHtml() shows each trial with its command", async () => {
  const results = madeUpResults();
  const page = await toIndexHtml(results);
  for (const { trial } of results.trials) {
    assertStringIncludes(page, `deno task trial ${trial} --seeds 6`);
  }
});

Deno.test("toIndexHtml() has a place for every link on it", async () => {
  const page = await toIndexHtml(
    madeUpResults({ sites: ["leaves small-cnn", "mnist mlp"] }),
  );
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  const places = new Set(
    [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id),
  );
  assert(links.length > 8, String(links.length));
  assertEquals(links.filter((id) => !places.has(id)), []);
});

Deno.test("toIndexHtml() gives no two elements the same id", async () => {
  const page = await toIndexHtml(
    madeUpResults({ sites: ["leaves small-cnn", "mnist mlp"] }),
  );
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  assertEquals(ids.length, new Set(ids).size);
});

Deno.test("toIndexHtml() asks nothing of a network, and runs nothing", async () => {
  const page = await toIndexHtml(madeUpResults({ minority: HOSTILE_NAMES }));
  const tags = page.match(/<[a-z][^>]*>/g) ?? [];
  for (const tag of tags) {
    assert(!/^<(?:script|link|iframe|object|embed)/.test(tag), tag);
    assert(!/\s(?:src|srcset|action)="(?!data:image\/png)/.test(tag), tag);
    assert(!/\son[a-z]+=/.test(tag.replace(/"[^"]*"/g, '""')), tag);
  }
  assert(!page.includes("@import") && !/url\(/.test(page));
});

Deno.test("toIndexHtml() shows hostile names as they are, and no more", async () => {
  const results = madeUpResults({ minority: HOSTILE_NAMES });
  const [claim] = results.claims;
  for (const name of HOSTILE_NAMES) {
    const page = await toIndexHtml({
      ...results,
      claims: [{ ...claim!, sentence: name }],
      environment: [{ name, value: name }],
    });
    assertStringIncludes(page, `<p><bdi>${escapeHtml(name)}</bdi></p>`);
    assertStringIncludes(page, `<td><bdi>${escapeHtml(name)}</bdi></td>`);
    // In the description of the trials, within one isolated name.
    assertStringIncludes(page, escapeHtml(name));
    assert(!page.includes("<script"));
    assert(!page.includes("<img src=x"));
  }
});

Deno.test("toIndexHtml() keeps a failed trial, and says why", async () => {
  const results = madeUpResults();
  const { trial, minority_f1: _, mcc: __, ...first } = results.trials[0]!;
  results.trials[0] = {
    ...{ ...first, trial },
    ...{ status: "killed", reason: "<b>SIGKILL</b>" },
  };
  const page = await toIndexHtml(results);
  assertStringIncludes(page, "killed: <bdi>&lt;b&gt;SIGKILL&lt;/b&gt;</bdi>");
  assertStringIncludes(page, `deno task trial ${trial}`);
});

Deno.test("toIndexHtml() says what is missing", async () => {
  const results = madeUpResults();
  const page = await toIndexHtml({
    ...results,
    ...{ claims: [], contrasts: [], samples: undefined },
    environment: [{ name: "complete", value: "no: the run was stopped" }],
  });
  assertStringIncludes(page, "No claim was decided");
  assertStringIncludes(page, "samples.json is missing");
  assertStringIncludes(page, "a part of a run");
  assertStringIncludes(page, "did not record its options");
});

Deno.test("toIndexHtml() shows a departure where it is", async () => {
  const results = madeUpResults();
  results.claims[0] = { ...results.claims[0]!, expected: "contradicted" };
  const page = await toIndexHtml(results);
  assertStringIncludes(page, "contradicted; 1 of 1 differ");
});
