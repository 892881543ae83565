import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type Runs, runsChart } from "../../../reports/charts/runs_chart.ts";
import { drawChart } from "../../../reports/charts/draw_chart.ts";

const ESTIMATE = { point: 0.5, lower: 0.4, upper: 0.6 };

const RUNS: Runs = {
  measure: "estimate",
  span: [1, 4],
  domain: [-0.2, 0.8],
  ignorable: [0, 0.05],
  bound: 0,
  points: [
    { run: 1, verdict: "supported", estimate: ESTIMATE },
    { run: 2, verdict: "contradicted", estimate: ESTIMATE },
    { run: 4, verdict: "inconclusive", estimate: undefined },
  ],
};

const draw = async (changes: Partial<Runs> = {}) =>
  (await drawChart(runsChart({ ...RUNS, ...changes }))).markup;

/** The signs of verdicts in a picture, in order. */
const signsOf = (svg: string) => svg.match(/(?<=>)[✓✗?](?=<)/g) ?? [];

Deno.test("runsChart() marks verdicts by a sign and a shape, not by colour alone", async () => {
  assertEquals(signsOf(await draw()), ["✓", "✗", "?"]);
  const shapes = new Set<string>();
  for (
    const verdict of ["supported", "contradicted", "inconclusive"] as const
  ) {
    const points = [{ run: 1, verdict, estimate: ESTIMATE }];
    const svg = await draw({ points });
    const colour = {
      supported: "good",
      contradicted: "bad",
      inconclusive: "open",
    };
    assertStringIncludes(svg, `var(--${colour[verdict]})`);
    // All but the colours and signs: what is left differs in its shape.
    shapes.add(svg.replace(/var\(--[a-z]+\)|[✓✗?]/g, ""));
  }
  assertEquals(shapes.size, 3);
});

Deno.test("runsChart() shows a verdict without an estimate by its sign alone", async () => {
  const points = RUNS.points.slice(2);
  const svg = await draw({ points });
  assertEquals(signsOf(svg), ["?"]);
  assertEquals(svg.match(/stroke-width="2.5"/g), null);
  assertEquals((await draw()).match(/stroke-width="2.5"/g)?.length, 2);
});

Deno.test("runsChart() draws what is to be exceeded, where that is not 0", async () => {
  const dashes = async (bound: number | undefined) =>
    (await draw({ bound })).match(/stroke-dasharray/g)?.length ?? 0;
  assertEquals(await Promise.all([0.15, 0, undefined].map(dashes)), [1, 0, 0]);
});

Deno.test("runsChart() says what is seen in it", () => {
  assertEquals(
    runsChart(RUNS).says,
    "Runs: supported in 1; contradicted in 2; inconclusive in 4. " +
      "The last: no estimate.",
  );
  assertEquals(
    runsChart({ ...RUNS, points: RUNS.points.slice(0, 1) }).says,
    "Runs: supported in 1. The last: +0.50 (+0.40 to +0.60).",
  );
});

Deno.test("runsChart() has room for a year of weeks", () => {
  const { spec } = runsChart({ ...RUNS, span: [1, 52] });
  assert("width" in spec && Number(spec.width) >= 52 * 8);
});
