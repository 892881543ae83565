/**
 * What a run says to somebody who brought images: what can be done for their
 * rare classes, best first, what it costs, and what to take. As data: the
 * terminal and the page write it out.
 */
import type { Evaluation, TrialResult } from "../../bench/trials/trial.ts";
import type { Bounds } from "../../statistics/bounds.ts";
import type { DocumentSite, RunDocument } from "../document.ts";
import { type MeanEstimate, meanEstimate } from "../mean_estimate.ts";
import { lastEvaluation } from "../last_evaluation.ts";
import { meanOf } from "../mean_of.ts";
import { classShares } from "./class_shares.ts";
import { type InUse, inUseOf } from "./in_use.ts";
import { type MeasureName, MEASURES } from "./measures.ts";
import { type OptionCode, optionCode } from "./option_code.ts";
import { type Network, type Networks, networksAt } from "./networks.ts";

/**
 * The least difference of F1 that is worth a change of the training: that of the
 * claims.
 */
export const WORTH = 0.05;

/** Test images of a class below which its scores are told to be coarse. */
export const FEW_TESTED = 30;

/** Means over trainings, where there are any. */
export type Means = Partial<Record<MeasureName, MeanEstimate>>;

/** Something that can be done for rare classes, or nothing. */
export interface AnswerOption {
  /** Such as `"final layer"`. */
  name: string;
  /** Whether it takes no other training than that of the plain network. */
  isFree: boolean;
  /** Trainings that it is measured on, failed ones too. */
  seeds: number;
  means: Means;
  /** How far its F1 is below the best one's; absent for the best. */
  behind?: MeanEstimate | undefined;
  /** Whether it cannot be told apart from the best: by chance it may be so. */
  isTied: boolean;
  /** Mean recall of each class, common ones first. */
  recalls: number[];
  /** `confusion[true class][named class]`: mean shares of the true class. */
  confusion: number[][];
  /** What it comes to where the network is used. */
  inUse: InUse;
  /** Absent where the outputs are no softmax. */
  code: OptionCode | undefined;
}

/** A difference of two options, training by training. */
export interface Change {
  /** The means of both. */
  from: number;
  to: number;
  /** The second minus the first, on the trainings that both have. */
  by: MeanEstimate;
}

/** What a run says of the images at one site. */
export interface Answer {
  site: DocumentSite;
  /** Common classes first. */
  classes: {
    name: string;
    isRare: boolean;
    /** Test images. */
    tests: number;
    /** How frequent it is where the network is used. */
    share: number;
  }[];
  /** Whether the shares are those of the images, and not asked for. */
  isOfFolder: boolean;
  /** Best F1 first. */
  options: AnswerOption[];
  /**
   * One of them: the best of a test with as many images of each class, or what
   * costs nothing and is about as good.
   */
  advised: AnswerOption;
  /** The same at the class shares of the use. */
  advisedInUse: AnswerOption;
  /** What the layer changes of the plain network. */
  layer: Partial<Record<MeasureName, Change>>;
  /** The F1 of the plain network, adjusted post hoc, and that of the layer. */
  threshold: Change | undefined;
  /** The common class that loses most recall by the layer, if there are two. */
  worst: { name: string; from: number; to: number } | undefined;
}

/** The ways that networks are used in, by the cells of the claims. */
const USES: readonly Use[] = [
  { cell: "without", inference: "as-trained", name: "plain network" },
  { cell: "without", inference: "adjusted", name: "plain network adjusted" },
  { cell: "with", inference: "as-trained", name: "final layer" },
  {
    cell: "with",
    inference: "averages-anew",
    name: "final layer averaged anew",
  },
  { cell: "with", inference: "layer-removed", name: "final layer removed" },
  { cell: "with", inference: "adjusted", name: "final layer adjusted" },
];

/** A network, and how it is used. */
interface Use {
  cell: string;
  inference: Evaluation["inference"];
  /** For people. */
  name: string;
}

/** An option, and its numbers by seed; `null` where the training failed. */
interface Numbers {
  use: Use;
  network: Network;
  option: AnswerOption;
  values: ReadonlyMap<number, Record<MeasureName, number | null>>;
}

/**
 * Puts together what a run on your own images comes to.
 *
 * @param document The run.
 * @returns An answer for each site that has one: none if the images are no own
 * ones, or neither of the two arms has a result.
 */
export function answersOf(document: RunDocument): Answer[] {
  if (document.settings.own === undefined) return [];
  return document.settings.sites
    .flatMap((site) => answerAt(document, site) ?? []);
}

function answerAt(
  document: RunDocument,
  site: DocumentSite,
): Answer | undefined {
  const networks = networksAt(document, site.name);
  const shares = classShares(document, site);
  const numbers = usesOf(networks).flatMap((use) =>
    numbersOf(use, { network: networks.get(use.cell)!, shares }) ?? []
  ).toSorted((a, b) => f1Of(b.option) - f1Of(a.option));
  const [best] = numbers;
  const result = best && firstResult(best.network);
  if (best === undefined || result === undefined) return undefined;
  for (const each of numbers.slice(1)) {
    const { by } = changeOf(each, best, "f1") ?? {};
    each.option.behind = by;
    each.option.isTied = by === undefined || by.lower <= 0;
  }
  const find = (cell: string, inference: string) =>
    numbers.find(({ use }) => use.cell === cell && use.inference === inference);
  const plain = find("without", "as-trained");
  const adjusted = find("without", "adjusted");
  const treated = find("with", "as-trained");
  const advise = (score: (option: AnswerOption) => number) => {
    const most = numbers.map(({ option }) => option)
      .reduce((a, b) => score(b) > score(a) ? b : a);
    return [plain, adjusted].find((each) =>
      each && score(most) - score(each.option) <= WORTH
    )?.option ?? most;
  };
  const { majority } = result.spec;
  const tested = result.evaluations.at(-1)!.metrics.classes;
  return {
    site,
    classes: [...majority, ...result.spec.minority].map((name, at) => ({
      name,
      isRare: at >= majority.length,
      tests: tested[at]!.support,
      share: shares[at]!,
    })),
    isOfFolder: document.settings.own?.prevalence === undefined,
    options: numbers.map(({ option }) => option),
    advised: advise(f1Of),
    advisedInUse: advise(({ inUse }) => inUse.f1),
    layer: Object.fromEntries(
      Object.keys(MEASURES).map((name) => [
        name,
        plain && treated && changeOf(plain, treated, name as MeasureName),
      ]),
    ),
    threshold: adjusted && treated && changeOf(adjusted, treated, "f1"),
    worst: plain && treated && majority.length > 1
      ? majority.map((name, at) => ({
        name,
        from: plain.option.recalls[at]!,
        to: treated.option.recalls[at]!,
      })).reduce((a, b) => b.to - b.from < a.to - a.from ? b : a)
      : undefined,
  };
}

/** The ways in which there may be options, in the order of names. */
function usesOf(networks: Networks): Use[] {
  const others = [...networks.keys()]
    .filter((cell) => cell !== "with" && cell !== "without");
  return [
    ...USES.filter(({ cell }) => networks.has(cell)),
    ...others.map((cell): Use => ({
      cell,
      inference: "as-trained",
      name: cell,
    })),
  ];
}

/** The numbers of an option; nothing where no training has any. */
function numbersOf(
  use: Use,
  { network, shares }: { network: Network; shares: readonly number[] },
): Numbers | undefined {
  const names = Object.keys(MEASURES) as MeasureName[];
  const ends = [...network].map(([seed, result]) => ({
    seed,
    spec: result.spec,
    metrics: endOf(result, use.inference),
  }));
  const known = ends.flatMap(({ metrics }) => metrics ?? []);
  const [first] = ends;
  if (known.length === 0 || first === undefined) return undefined;
  const values = new Map(ends.map(({ seed, spec, metrics }) => [
    seed,
    Object.fromEntries(names.map((name) => [
      name,
      (metrics && MEASURES[name].of({ metrics, spec, shares })) ?? null,
    ])) as Record<MeasureName, number | null>,
  ]));
  const means = Object.fromEntries(names.map((name) => [
    name,
    meanEstimate(
      [...values.values()].map((each) => each[name]),
      MEASURES[name].bounds,
    ),
  ]));
  const confusion = known[0]!.confusion.map((_, label) =>
    meansOf(known.map(({ confusion }) => sharesOf(confusion[label]!)))
  );
  const option = {
    name: use.name,
    isFree: use.cell === "without",
    seeds: ends.length,
    means,
    isTied: true,
    recalls: meansOf(
      known.map(({ classes }) => classes.map(({ recall }) => recall)),
    ),
    confusion,
    inUse: inUseOf(confusion, { shares, common: first.spec.majority.length }),
    code: optionCode(use, first.spec),
  };
  return { use, network, option, values };
}

/** What a training came to, used in some way. */
function endOf(
  result: TrialResult,
  inference: Evaluation["inference"],
): Evaluation["metrics"] | undefined {
  if (result.status !== "ok") return undefined;
  return lastEvaluation(result, inference)?.metrics;
}

function firstResult(network: Network): TrialResult | undefined {
  return [...network.values()].find(({ status }) => status === "ok");
}

/** The change from one option to another. */
function changeOf(
  one: Numbers,
  other: Numbers,
  name: MeasureName,
): Change | undefined {
  const { lower, upper } = MEASURES[name].bounds;
  const bounds: Bounds = { lower: lower - upper, upper: upper - lower };
  const differences = [...one.values].flatMap(([seed, before]) => {
    const [from, to] = [before[name], other.values.get(seed)?.[name]];
    if (to === undefined) return [];
    return [from === null || to === null ? null : to - from];
  });
  const by = meanEstimate(differences, bounds);
  const [from, to] = [one.option.means[name], other.option.means[name]];
  return by && from && to && { from: from.point, to: to.point, by };
}

function f1Of({ means }: AnswerOption): number {
  return means.f1?.point ?? 0;
}

/** Column by column. */
function meansOf(rows: readonly (readonly number[])[]): number[] {
  return (rows[0] ?? []).map((_, at) => meanOf(rows.map((row) => row[at]!)));
}

function sharesOf(counts: readonly number[]): number[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.map((count) => sum === 0 ? 0 : count / sum);
}
