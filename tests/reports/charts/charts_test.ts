/** All charts: what is drawn, and what is said of it. */
import {
  assert,
  assertEquals,
  assertGreater,
  assertStringIncludes,
} from "@std/assert";
import { type Curve, curveChart } from "../../../reports/charts/curve_chart.ts";
import { type Chart, drawChart } from "../../../reports/charts/draw_chart.ts";
import { epochsChart } from "../../../reports/charts/epochs_chart.ts";
import {
  type Forest,
  forestChart,
} from "../../../reports/charts/forest_chart.ts";
import { marginsChart } from "../../../reports/charts/margins_chart.ts";
import { pairedChart } from "../../../reports/charts/paired_chart.ts";
import { reliabilityChart } from "../../../reports/charts/reliability_chart.ts";
import { rocChart } from "../../../reports/charts/roc_chart.ts";
import { runsChart } from "../../../reports/charts/runs_chart.ts";

const ESTIMATE = { point: 0.5, lower: 0.4, upper: 0.6 };

const CURVE: Curve = {
  measure: "gain in minority F1",
  along: "batch size, images",
  domain: [-0.2, 0.8],
  isSigned: true,
  lines: [{
    label: "",
    colour: "var(--with)",
    points: [8, 64, 256].map((x) => ({
      x,
      label: `batch ${x}`,
      values: [0.45, 0.55],
      estimate: ESTIMATE,
    })),
  }],
};

/** Half of the images on either side of the decision. */
const EVEN = {
  bins: [-30, 0].map((from) => ({ from, to: from + 30, share: 0.5 })),
  namedRare: 0.5,
};

const FOREST: Forest = {
  title: "All assertions",
  measure: "difference",
  domain: [-0.2, 0.8],
  isSigned: true,
  rows: [
    {
      label: "short",
      estimate: ESTIMATE,
      values: [0.45, 0.55],
      colour: "var(--with)",
      ignorable: [0, 0.05],
    },
    {
      label:
        "mean minority F1 with the layer minus that with class weights > 0",
      estimate: ESTIMATE,
      values: [],
      colour: "var(--ink)",
      isPooled: true,
    },
  ],
};

const BIN = { from: 0.8, to: 0.9, share: 0.75, confidence: 0.85 };

/** Each chart, with what is said of it. */
const CHARTS: Readonly<Record<string, { chart: Chart; says: string }>> = {
  curve: {
    chart: curveChart(CURVE),
    says: "batch 8: +0.500 (0.400 to 0.600); batch 64: +0.500 (0.400 to " +
      "0.600); batch 256: +0.500 (0.400 to 0.600).",
  },
  curves: {
    chart: curveChart({
      ...CURVE,
      isSigned: false,
      lines: ["without", "with"].map((label) => ({
        label,
        colour: `var(--${label})`,
        points: CURVE.lines[0]!.points.slice(0, 1),
      })),
    }),
    says: "without, batch 8: 0.500 (0.400 to 0.600). with, batch 8: 0.500 " +
      "(0.400 to 0.600).",
  },
  margins: {
    chart: marginsChart([
      { label: "without", rare: EVEN, common: { ...EVEN, namedRare: 0.00123 } },
      { label: "with", rare: EVEN, common: { ...EVEN, namedRare: 0 } },
    ]),
    says: "without: named rare: 50 % of rare, 0.12 % of common; with: named " +
      "rare: 50 % of rare, 0 % of common.",
  },
  roc: {
    chart: rocChart(
      ["with", "without"].map((label) => ({
        label,
        colour: `var(--${label})`,
        auroc: 0.875,
        points: [0, 0.5, 1].map((rate) => ({
          rate,
          mean: rate ** 0.5,
          low: rate,
          high: 1,
        })),
        named: { rate: 0.01, recall: 0.25 },
      })),
    ),
    says: "with: AUROC 0.88, recall 0.250 at 0.010 false alarms; without: " +
      "AUROC 0.88, recall 0.250 at 0.010 false alarms.",
  },
  epochs: {
    chart: epochsChart({
      measure: "training loss, nats",
      lines: ["without", "with"].map((label, at) => ({
        label,
        colour: `var(--${label})`,
        points: [1, 2].map((epoch) => ({
          epoch,
          mean: (at + 1) / epoch,
          low: 0.4,
          high: 2,
        })),
      })),
    }),
    says: "without: 1.000 after epoch 1, 0.500 after epoch 2; with: 2.000 " +
      "after epoch 1, 1.000 after epoch 2.",
  },
  forest: {
    chart: forestChart(FOREST),
    says:
      "short: +0.50 [+0.40, +0.60]; mean minority F1 with the layer minus " +
      "that with class weights > 0: +0.50 [+0.40, +0.60].",
  },
  paired: {
    chart: pairedChart({
      metric: "minority F1",
      axis: undefined,
      left: { label: "without", colour: "var(--without)", mean: 0.3 },
      right: { label: "with", colour: "var(--with)", mean: 0.7 },
      seeds: [{ left: 0, right: 0.25 }, { left: 0.5, right: 1 }],
      count: 70,
      estimate: ESTIMATE,
      domain: [0, 1],
    }),
    says: "Mean minority F1 over 70 seeds: 0.300 without, 0.700 with. Mean " +
      "difference +0.500, interval +0.400 to +0.600.",
  },
  reliability: {
    chart: reliabilityChart({
      label: "with",
      colour: "var(--with)",
      bins: [
        { ...BIN, accuracy: 0.65 },
        { from: 0.9, to: 1, share: 0.25, confidence: 0.95, accuracy: 0.95 },
      ],
    }),
    says: "Mean confidence 0.875, accuracy 0.725: over-confident by 0.150.",
  },
  runs: {
    chart: runsChart({
      measure: "estimate",
      span: [1, 2],
      domain: [-0.2, 0.8],
      ignorable: [0, 0.05],
      bound: 0,
      points: [{ run: 2, verdict: "supported", estimate: ESTIMATE }],
    }),
    says: "Runs: supported in 2. The last: +0.50 (+0.40 to +0.60).",
  },
};

for (const [name, { chart, says }] of Object.entries(CHARTS)) {
  Deno.test(`the ${name} chart is drawn in the page's colours, and told in words`, async () => {
    const { markup, width, height } = await drawChart(chart);
    assertGreater(width, 100);
    assertGreater(height, 100);
    const colours = [...markup.matchAll(/(?:fill|stroke)="([^"]*)"/g)]
      .map(([, colour = ""]) => colour);
    assert(colours.includes("var(--quiet)"), "its axes are there");
    const others = colours.filter((colour) => !/^var\(--\w+\)$/.test(colour));
    assertEquals(others.filter((colour) => colour !== "none"), []);
    assert(!markup.includes("NaN") && !markup.includes("undefined"));
    assertEquals(chart.says, says);
  });
}

Deno.test("drawChart() writes places to a hundredth of a pixel, and words in full", async () => {
  const [line] = CURVE.lines;
  const points = line!.points.map(({ x: _, ...point }, at) => ({
    ...point,
    x: undefined,
    label: `${at}.123456`,
  }));
  const lines = [{ ...line!, points }];
  const { markup } = await drawChart(curveChart({ ...CURVE, lines }));
  assertStringIncludes(markup, ">0.123456<");
  assertEquals(markup.replaceAll(/>[^<]*</g, "><").match(/\d+\.\d{3,}/), null);
});

Deno.test("curveChart() takes labels where conditions have no number", async () => {
  const [line] = CURVE.lines;
  const points = line!.points.map((point) => ({ ...point, x: undefined }));
  const lines = [{ ...line!, points }];
  const { markup } = await drawChart(curveChart({ ...CURVE, lines }));
  for (const { label } of points) assertStringIncludes(markup, `>${label}<`);
});

Deno.test("forestChart() writes long labels in several lines, in full", async () => {
  const { markup } = await drawChart(forestChart(FOREST));
  const words = [...markup.matchAll(/>([^<>]+)</g)].map(([, text]) => text);
  const label = FOREST.rows[1]!.label.replace(">", "&gt;");
  assertStringIncludes(words.join(" "), label);
  assert(!words.includes(label));
});

Deno.test("forestChart() shades what is too small to matter, within the axis", async () => {
  const shaded = async (ignorable: readonly [number, number] | undefined) => {
    const rows = [{ ...FOREST.rows[0]!, ignorable }];
    const { markup } = await drawChart(forestChart({ ...FOREST, rows }));
    return markup.match(/d="[^"]*h([\d.]+)v[^"]*" fill="var\(--margin\)"/)?.[1];
  };
  assertEquals(await shaded(undefined), undefined);
  assertGreater(
    Number(await shaded([0, 0.1])),
    Number(await shaded([0, 0.05])),
  );
  assertEquals(await shaded([-9, 9]), "318");
});

Deno.test("reliabilityChart() says who is under-confident", () => {
  const bins = [{ ...BIN, share: 1, accuracy: 0.95 }];
  const { says } = reliabilityChart({ label: "with", colour: "red", bins });
  assertStringIncludes(says, "under-confident by 0.100");
});

Deno.test("epochsChart() has a logarithmic axis of many epochs", async () => {
  const draw = async (last: number) => {
    const points = [1, 2, last].map((epoch) => ({
      epoch,
      mean: 1,
      low: 1,
      high: 1,
    }));
    const lines = [{ label: "with", colour: "var(--with)", points }];
    return (await drawChart(epochsChart({ measure: "loss", lines }))).markup;
  };
  assertStringIncludes(await draw(100), ">30<");
  assertStringIncludes(await draw(10), ">5<");
});
