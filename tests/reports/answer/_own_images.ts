/** A run on somebody's own images, made by hand. */
import type { Evaluation } from "../../../bench/trials/trial.ts";
import type { RunDocument } from "../../../reports/document.ts";
import { documentOf } from "../_document.ts";
import { ARMS, difference, GAIN, MakeUp } from "../_make_up.ts";

/** The site of the run: cardboard and glass are common, trash is rare. */
export const SITE = "images small-cnn";

/** What a network does to the three classes. */
export interface Skill {
  /** Recalls of cardboard, glass and trash; all others are called cardboard. */
  recalls: readonly [number, number, number];
  /** @default {0.9} */
  auroc?: number;
  /** @default {0.1} */
  ece?: number;
}

/** Networks by cell and use, such as `"with adjusted"`. */
export type Skills = Readonly<Record<string, Skill>>;

const CELLS = { ...ARMS, oversampling: { remedy: "oversampling" } } as const;

/** Test images of each class, unless told otherwise. */
const TESTS = 40;

/** Where seeds differ a little. */
const NOISE = 0.01;

/** As on photographs of trash: moving the threshold does most of it. */
export const TRASH: Skills = {
  "without as-trained": { recalls: [0.9, 0.9, 0.1] },
  "without adjusted": { recalls: [0.8, 0.85, 0.65], ece: 0.15 },
  "with as-trained": { recalls: [0.6, 0.85, 0.7], auroc: 0.8, ece: 0.3 },
  "with layer-removed": { recalls: [0.85, 0.9, 0.4], auroc: 0.8 },
  "oversampling as-trained": { recalls: [0.85, 0.9, 0.9] },
};

/** Makes up a run. */
export function ownRun(
  skills: Skills = TRASH,
  { seeds = 60, tests = TESTS, failed = [], prevalence }: {
    seeds?: number;
    tests?: number;
    /** Seeds whose training with the layer failed. */
    failed?: readonly number[];
    prevalence?: number;
  } = {},
): RunDocument {
  const make = new MakeUp({ seeds, failed, minority: ["trash"] });
  const cells = Object.fromEntries(
    Object.entries(CELLS).map(([name, cell]) => [name, {
      ...cell,
      majority: ["cardboard", "glass"],
      majorityCount: 280,
      minorityCount: 96,
    }]),
  );
  const claim = (name: string, terms: Parameters<MakeUp["series"]>[0]) => ({
    name,
    sentence: name,
    source: "made up",
    role: "primary" as const,
    verdict: "supported" as const,
    cells: Object.keys(CELLS),
    statements: [make.statement([make.series(terms, { site: SITE, cells })], {
      name: "positive",
    })],
  });
  const claims = [
    claim("gain", GAIN),
    claim("remedies", difference({ cell: "with" }, { cell: "oversampling" })),
  ];
  const run = documentOf(make, claims);
  const { settings } = run;
  const own = prevalence === undefined ? {} : { prevalence };
  const [site] = settings.sites;
  const roles = { majority: ["cardboard", "glass"], minority: ["trash"] };
  return {
    ...run,
    settings: { ...settings, own, sites: [{ ...site!, ...roles }] },
    images: [{
      dataset: "images",
      classes: [
        { name: "trash", train: 96, test: 41 },
        { name: "glass", train: 350, test: 151 },
        { name: "cardboard", train: 282, test: 121 },
      ],
      notes: [],
    }],
    trials: run.trials.map(({ id, result }) => ({
      id,
      result: {
        ...result,
        evaluations: result.status === "ok"
          ? evaluationsOf(skills, { spec: result.spec, tests }, result)
          : [],
      },
    })),
  };
}

type Result = RunDocument["trials"][number]["result"];

function evaluationsOf(
  skills: Skills,
  { spec, tests }: { spec: Result["spec"]; tests: number },
  { evaluations }: Result,
): Evaluation[] {
  const cell = spec.remedy === "oversampling"
    ? "oversampling"
    : spec.head === "plain"
    ? "without"
    : "with";
  const usual = evaluations.at(-1)!.metrics;
  return Object.entries(skills).flatMap(([name, skill]) => {
    const [own, inference] = name.split(" ") as [string, "as-trained"];
    if (own !== cell) return [];
    const metrics = metricsOf(skill, { usual, tests, seed: spec.seed });
    return [{ epoch: spec.epochs, inference, metrics }];
  });
}

function metricsOf(
  { recalls, auroc = 0.9, ece = 0.1 }: Skill,
  { usual, tests, seed }: {
    usual: Evaluation["metrics"];
    tests: number;
    seed: number;
  },
): Evaluation["metrics"] {
  const confusion = recalls.map((recall, label) => {
    const hits = Math.round(recall * tests);
    return recalls.map((_, at) =>
      at === label ? hits : at === (label === 0 ? 2 : 0) ? tests - hits : 0
    );
  });
  const classes = confusion.map((row, label) => {
    const named = confusion.reduce((sum, each) => sum + each[label]!, 0);
    const hits = row[label]!;
    return {
      precision: named === 0 ? 0 : hits / named,
      recall: hits / tests,
      f1: 2 * hits / (named + tests),
      support: tests,
    };
  });
  return {
    ...usual,
    confusion,
    classes,
    minorityF1: classes[2]!.f1 + (seed % 2) * NOISE,
    minorityAuroc: auroc,
    eceEqualWidth: ece,
  };
}
