import { assert, assertEquals } from "@std/assert";
import { MARGIN_EDGES, margins } from "../../../models/metrics/margins.ts";
import { classificationMetrics } from "../../../models/metrics/metrics.ts";
import { lehmerCase } from "./_metrics.ts";

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

Deno.test("the edges of margins ascend, symmetric about an edge at 0", () => {
  const middle = (MARGIN_EDGES.length - 1) / 2;
  assertEquals(MARGIN_EDGES[middle], 0);
  for (const [at, edge] of MARGIN_EDGES.entries()) {
    assert(at === 0 || edge > MARGIN_EDGES[at - 1]!);
    assertEquals(edge, 0 - MARGIN_EDGES.at(-1 - at)!);
  }
});

Deno.test("margins() has every image on the side of its decision", () => {
  for (const minority of [[3], [1, 3]]) {
    const { logits, labels, classes } = lehmerCase();
    const options = { labels, classes, minority };
    const { rare, common } = margins(logits, options)!;
    const { confusion } = classificationMetrics(logits, options);
    const middle = rare.length / 2;
    const namedRare = (isRare: boolean) =>
      sum(
        confusion.flatMap((row, label) =>
          minority.includes(label) === isRare
            ? minority.map((name) => row[name]!)
            : []
        ),
      );
    assertEquals(sum(rare.slice(middle)), namedRare(true));
    assertEquals(sum(common.slice(middle)), namedRare(false));
    assertEquals(sum(rare) + sum(common), labels.length);
  }
});

Deno.test("margins() takes an edge for the bin above, and all beyond the ends", () => {
  const options = { labels: Uint8Array.of(1), classes: 2, minority: [1] };
  const binOf = (margin: number) =>
    margins(Float32Array.of(0, margin), options)!.rare.indexOf(1);
  const bins = MARGIN_EDGES.length - 1;
  assertEquals(binOf(0), bins / 2);
  assertEquals(binOf(-1e-6), bins / 2 - 1);
  assertEquals(binOf(1e9), bins - 1);
  assertEquals(binOf(-1e9), 0);
});

Deno.test("margins() needs a common class", () => {
  const options = { labels: Uint8Array.of(0), classes: 2, minority: [0, 1] };
  assertEquals(margins(Float32Array.of(0, 1), options), undefined);
});
