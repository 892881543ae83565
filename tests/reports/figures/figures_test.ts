/** What pictures of statements show of their numbers. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { curveFigures } from "../../../reports/figures/curve_figures.ts";
import { armForests } from "../../../reports/figures/forest_figures.ts";
import type { FigureGroup } from "../../../reports/figures/figure_group.ts";
import { pairedFigures } from "../../../reports/figures/paired_figures.ts";
import { trainingFigures } from "../../../reports/figures/training_figures.ts";
import { ARMS, type Cell, difference, GAIN, MakeUp } from "../_make_up.ts";

const SITE = "leaves small-cnn";

function trialsOf(make: MakeUp) {
  return new Map(make.trials.map(({ id, result }) => [id, result]));
}

/** What is said of the first picture of a group. */
function saysOf(group: FigureGroup | undefined): string {
  return group?.figures[0]?.charts[0]?.says ?? "";
}

Deno.test("curveFigures() has room for both ends of an interval", () => {
  const make = new MakeUp({ seeds: 4 });
  const series = [8, 64].map((batchSize) =>
    make.series(GAIN, {
      site: SITE,
      label: `batch ${batchSize}`,
      cells: {
        without: { ...ARMS.without, batchSize },
        with: { ...ARMS.with, batchSize },
      },
    })
  );
  const group = curveFigures([make.statement(series, {})], trialsOf(make));
  const spec = JSON.stringify(group?.figures[0]?.charts[0]?.spec);
  const lowest = Math.min(
    ...[...spec.matchAll(/"lower":(-?[\d.]+)/g)].map(([, end]) => Number(end)),
  );
  const [, from] = spec.match(/"domain":\[(-?[\d.]+),/) ?? [];
  assert(lowest < 0, `${lowest} tries nothing`);
  assert(Number(from) <= lowest, `the axis begins at ${from}, not ${lowest}`);
});

Deno.test("pairedFigures() takes means of all seeds, and says how many it draws", () => {
  const make = new MakeUp({ seeds: 70 });
  const statement = make.statement([make.series(GAIN, { site: SITE })], {});
  const group = pairedFigures([statement], trialsOf(make));
  const values = statement.series[0]!.seeds.map(({ scores }) => scores[0]!);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  assertStringIncludes(saysOf(group), "over 70 seeds");
  assertStringIncludes(saysOf(group), `${mean.toFixed(3)} with`);
  assertStringIncludes(group!.says, "the first 60 at most");
});

Deno.test("armForests() keeps scores after different epochs apart", () => {
  const make = new MakeUp({ seeds: 2 });
  const after = (epoch: number) =>
    make.statement([
      make.series(
        difference({ cell: "with", epoch }, { cell: "without", epoch }),
        { site: SITE },
      ),
    ], {});
  const statements = [after(1), after(3)];
  const group = armForests(new Map([[SITE, statements]]), trialsOf(make));
  assertEquals(saysOf(group).split("; ").map((row) => row.split(":")[0]), [
    "with, epoch 1",
    "without, epoch 1",
    "with, epoch 3",
    "without, epoch 3",
  ]);
});

Deno.test("trainingFigures() speaks of a larger loss with the layer only where it is", () => {
  const make = new MakeUp({ seeds: 2 });
  const statement = make.statement([make.series(GAIN, { site: SITE })], {});
  const trials = trialsOf(make);
  const says = "its training loss stays higher";
  assert(!trainingFigures([statement], trials)!.says.includes(says));
  const larger = new Map(
    [...trials].map(([id, result]) => [
      id,
      result.spec.head === "plain"
        ? result
        : { ...result, losses: [1, 0.9, 0.8] },
    ]),
  );
  assertStringIncludes(trainingFigures([statement], larger)!.says, says);
});

/** A cell that no claim has. */
const OTHER: Cell = { remedy: "oversampling" };

Deno.test("trainingFigures() does not explain arms without the layer", () => {
  const make = new MakeUp({ seeds: 2 });
  const cells = { without: ARMS.without, with: OTHER };
  const series = make.series(GAIN, { site: SITE, cells });
  const group = trainingFigures([make.statement([series], {})], trialsOf(make));
  assertEquals(
    group?.says,
    "Lines are means over seeds; a band holds the middle half of them.",
  );
});
