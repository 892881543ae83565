import { assertEquals, assertMatch } from "@std/assert";
import { rankingFigures } from "../../../reports/figures/ranking_figures.ts";
import type { DocumentStatement } from "../../../reports/document.ts";
import { MARGIN_EDGES } from "../../../models/metrics/margins.ts";
import {
  ARMS,
  type Cell,
  difference,
  GAIN,
  MakeUp,
  type Term,
} from "../_make_up.ts";

const SITE = "leaves small-cnn";

const REMOVED = { cell: "with", inference: "layer-removed" };

/** The pictures of assertions, one after another; nothing where there is none. */
function figuresOf(
  make: MakeUp,
  contrasts: readonly (readonly Term[])[],
  { cells = ARMS, changes = {}, drawn = new Set<string>() }: {
    cells?: Readonly<Record<string, Cell>>;
    changes?: Partial<DocumentStatement>;
    drawn?: Set<string>;
  } = {},
) {
  const statements = contrasts.map((terms) =>
    make.statement([make.series(terms, { site: SITE, cells })], changes)
  );
  const trials = new Map(make.trials.map(({ id, result }) => [id, result]));
  const sites = new Map([[SITE, statements]]);
  return rankingFigures(sites, { trials, drawn })?.figures
    .flatMap(({ charts }) => charts);
}

Deno.test("rankingFigures() has the plain arm first, and the ways that assertions use them", () => {
  const charts = figuresOf(new MakeUp(), [
    GAIN,
    difference(REMOVED, { cell: "without" }),
  ]);
  assertEquals(
    charts?.map(({ says }) =>
      says.match(/without|with(?:, layer removed)?(?=:)/g)
    ),
    [
      ["without", "with", "with, layer removed"],
      ["without", "with", "with, layer removed"],
    ],
  );
});

Deno.test("rankingFigures() counts what lies right of the decision, over all seeds", () => {
  const make = new MakeUp({ seeds: 2 });
  const contrast = make.series(GAIN, { site: SITE });
  const bins = MARGIN_EDGES.slice(1).map(() => 0);
  const right = MARGIN_EDGES.indexOf(0);
  for (const { result } of make.trials) {
    for (const { metrics } of result.evaluations) {
      // Of seed 1 three in four rare images, of seed 2 one in four.
      const named = result.spec.seed === 1 ? 3 : 1;
      metrics.margins = {
        rare: bins.with(right, named).with(right - 1, 4 - named),
        common: bins.with(0, 9).with(49, 1),
      };
    }
  }
  assertEquals(contrast.seeds.length, 2);
  assertMatch(
    figuresOf(make, [GAIN])![0]!.says,
    /^without: named rare: 50 % of rare, 10 % of common; with: /,
  );
});

Deno.test("rankingFigures() puts a network where its own names lie, by its confusion matrix", () => {
  const make = new MakeUp({ seeds: 2, minority: ["spot", "rust"] });
  make.series(GAIN, { site: SITE });
  for (const { result } of make.trials) {
    for (const { metrics } of result.evaluations) {
      metrics.confusion = [[4, 2, 4], [5, 5, 0], [3, 0, 1]];
      metrics.minorityAuroc = 0.75;
    }
  }
  // Of 14 images that are not the first, 2 alarm; of 20 not the second, 4 do.
  const recall = ((5 / 10) + (1 / 4)) / 2;
  const rate = (2 / 14 + 4 / 20) / 2;
  const says =
    `AUROC 0.75, recall ${recall.toFixed(3)} at ${rate.toFixed(3)} ` +
    "false alarms";
  assertEquals(
    figuresOf(make, [GAIN])![1]!.says,
    `without: ${says}; with: ${says}.`,
  );
});

Deno.test("rankingFigures() draws the two arms alone once, and with other uses again", () => {
  const make = new MakeUp();
  const drawn = new Set<string>();
  const kept = difference(REMOVED, { cell: "without" });
  assertEquals(figuresOf(make, [GAIN], { drawn })?.length, 2);
  assertEquals(figuresOf(make, [GAIN], { drawn }), undefined);
  assertEquals(figuresOf(make, [GAIN, kept], { drawn })?.length, 2);
});

Deno.test("rankingFigures() draws nothing of other claims", () => {
  const make = new MakeUp();
  const copy = { ...ARMS, copy: { ...ARMS.without, epochs: 4 } };
  const metric = "confidence";
  assertEquals(
    figuresOf(make, [GAIN, difference({ cell: "copy" }, { cell: "without" })], {
      cells: copy,
    }),
    undefined,
  );
  assertEquals(
    figuresOf(make, [
      difference({ cell: "with", metric }, { cell: "without", metric }),
    ]),
    undefined,
  );
  assertEquals(
    figuresOf(make, [GAIN], { changes: { role: "reported" } }),
    undefined,
  );
});

Deno.test("rankingFigures() draws nothing of trials that measured no ranking", () => {
  const make = new MakeUp();
  make.series(GAIN, { site: SITE });
  for (const { result } of make.trials) {
    for (const { metrics } of result.evaluations) delete metrics.margins;
  }
  assertEquals(figuresOf(make, [GAIN]), undefined);
});

Deno.test("rankingFigures() draws the seeds that all arms have", () => {
  const make = new MakeUp({ seeds: 4 });
  const cut = (terms: readonly Term[], seeds: number) => {
    const series = make.series(terms, { site: SITE });
    return make.statement(
      [{ ...series, seeds: series.seeds.slice(0, seeds) }],
      {},
    );
  };
  const kept = difference(REMOVED, { cell: "without" });
  const statements = [cut(GAIN, 4), cut(kept, 2)];
  const trials = new Map(make.trials.map(({ id, result }) => [id, result]));
  const sites = new Map([[SITE, statements]]);
  const { figures: [figure] = [] } =
    rankingFigures(sites, { trials, drawn: new Set() }) ?? {};
  // Seeds 1 and 2 score 0.55 and 0.60, and rank by half of it above a half.
  assertMatch(figure!.charts[1]!.says, /; with: AUROC 0\.79, /);
});
