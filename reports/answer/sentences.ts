/** An answer in short sentences, for every report. */
import { signed } from "../format.ts";
import type { MeanEstimate } from "../mean_estimate.ts";
import {
  type Answer,
  type AnswerOption,
  type Change,
  FEW_TESTED,
  WORTH,
} from "./answer.ts";

/** A question that somebody with images has, and what the run says of it. */
export interface Told {
  asks: string;
  says: string;
}

/** How changes of a measure are told. */
interface Wording {
  /** Where it rises, and where it falls. */
  up: string;
  down: string;
  open: string;
}

/**
 * Says what to take, and why.
 *
 * @param answer What a run on your own images came to.
 */
export function adviceText({ options, advised }: Answer): string {
  const [best] = options;
  const f1 = number(advised.means.f1?.point);
  const bestF1 = number(best!.means.f1?.point);
  if (advised === best) {
    const free = options.find((each) => each.isFree && each.isTied);
    return `If all classes are equally frequent, take ${
      called(advised)
    }: it has ` +
      "the best F1 of the rare classes, " +
      `${f1}.` + (free === undefined || free === best
        ? ""
        : ` But ${
          called(free)
        }, which needs no other training, is not clearly ` +
          "worse so far: more seeds may decide.");
  }
  return `If all classes are equally frequent, take ${
    called(advised)
  }: its F1 of the rare classes is ${f1}, and it ` +
    `needs no other training. The best, ${called(best!)}, has ${bestF1}: a ` +
    `difference of up to ${WORTH} is not worth another training.`;
}

/** An option in a sentence. */
function called({ name }: AnswerOption): string {
  return /^(plain network|final layer)/.test(name) ? `the ${name}` : name;
}

/**
 * Says what else somebody wants to know.
 *
 * @param answer What a run on your own images came to.
 * @returns In the order of interest; what nothing is known of is left out.
 */
export function toldOf(answer: Answer): Told[] {
  const { layer, threshold, site } = answer;
  const rare = site.minority.join(" and ");
  const told: (Told | undefined)[] = [
    {
      asks: "What if classes are as frequent as in use?",
      says: useText(answer),
    },
    layer.f1 && {
      asks: `Does the layer help the F1 of ${rare}?`,
      says: changeText(layer.f1, {
        up: "Yes: it rises",
        down: "No: it falls",
        open: "This is open: it goes",
      }),
    },
    layer.auroc && {
      asks: "Does it rank better?",
      says: changeText(layer.auroc, {
        up: "Yes: the AUROC rises",
        down: "No: the AUROC falls",
        open: "This is open: the AUROC goes",
      }),
    },
    threshold && {
      asks: "Would moving the threshold do as well?",
      says: thresholdText(threshold),
    },
    layer.common && {
      asks: "What does the layer cost the common classes?",
      says: changeText(layer.common, {
        up: "Nothing: their mean recall rises",
        down: "Their mean recall falls",
        open: "This is open: their mean recall goes",
      }) + worstText(answer),
    },
    layer.calibration && {
      asks: "Can its probabilities be trusted?",
      says: changeText(layer.calibration, {
        up: "Less: the calibration error rises",
        down: "More: the calibration error falls",
        open: "This is open: the calibration error goes",
      }),
    },
    { asks: "How sure is this?", says: basisText(answer) },
  ];
  return told.filter((each) => each !== undefined);
}

/** What is to be known with a table of options. */
export function notesOf(answer: Answer): string[] {
  return [guessText(answer), tiedText(answer)]
    .filter((text) => text !== undefined);
}

/** The options that cannot be told apart from the best; nothing if none. */
export function tiedText({ options }: Answer): string | undefined {
  const [best, ...others] = options;
  const tied = others.filter(({ isTied }) => isTied).map(({ name }) => name);
  return tied.length === 0
    ? undefined
    : `No clear difference from ${called(best!)} (its interval holds 0): ${
      tied.join("; ")
    }.`;
}

/** What the F1 of a network is that sees nothing; nothing with several rare. */
export function guessText({ classes }: Answer): string | undefined {
  const rare = classes.filter(({ isRare }) => isRare);
  return rare.length > 1
    ? undefined
    : `Calling every image ${rare[0]!.name} has an F1 of ` +
      `${number(2 / (classes.length + 1))} here.`;
}

function changeText(change: Change, { up, down, open }: Wording): string {
  const { from, to, by } = change;
  const says = by.lower > 0 ? up : by.upper < 0 ? down : open;
  return `${says} from ${number(from)} to ${number(to)}, by ` +
    `${estimateText(by)}.`;
}

/** What the adjusted plain network lacks. */
function thresholdText({ from, to, by }: Change): string {
  const verdict = by.lower > 0
    ? "No"
    : by.upper < 0
    ? "Yes, and better"
    : -WORTH < by.lower && by.upper < WORTH
    ? "Yes"
    : "This is open";
  return `${verdict}: the plain network, adjusted post hoc without training, ` +
    `has an F1 of ${number(from)}, and the layer ${number(to)}, a ` +
    `difference of ${estimateText(by)}.`;
}

/** A mean, and its interval. */
function estimateText({ point, lower, upper }: MeanEstimate): string {
  return `${signed(point, 2)} [${signed(lower, 2)}, ${signed(upper, 2)}]`;
}

/** The common class that loses most. */
function worstText({ worst }: Answer): string {
  return worst === undefined || worst.to >= worst.from
    ? ""
    : ` ${worst.name} loses the most: from ${number(worst.from)} to ` +
      `${number(worst.to)}.`;
}

/** What to take at the class shares of the use. */
function useText(
  { advised, advisedInUse, classes, isOfFolder }: Answer,
): string {
  const rare = classes.filter(({ isRare }) => isRare);
  const start = `With ${percent(shareOf(rare))} rare images${
    isOfFolder ? ", as in your folder" : ""
  }, take ${advised === advisedInUse ? "it too" : called(advisedInUse)}`;
  const { inUse: { precision, f1 } } = advisedInUse;
  return `${start}: its F1 is ${number(f1)} there, its precision ${
    number(precision)
  }, and ${alarmsText(advisedInUse)}.` +
    (advised === advisedInUse
      ? ""
      : ` With ${called(advised)}, F1 is ${number(advised.inUse.f1)}, and ${
        alarmsText(advised)
      }.`);
}

/** The share that classes have together, in use. */
function shareOf(classes: Answer["classes"]): number {
  return classes.reduce((sum, { share }) => sum + share, 0);
}

/** What an option finds, and at what price. */
function alarmsText({ inUse: { recall }, means }: AnswerOption): string {
  return `it finds ${percent(recall)} of the rare images, with ${
    means.falseAlarms?.point.toFixed(0) ?? "no"
  } false alarms in 1,000 images`;
}

/** On how many trainings and images it stands. */
function basisText({ options, classes }: Answer): string {
  const seeds = options.map(({ seeds }) => seeds);
  const [least, most] = [Math.min(...seeds), Math.max(...seeds)];
  const trainings = least === most ? `${most}` : `${least} to ${most}`;
  const tests = Math.min(...classes.map(({ tests }) => tests));
  // Two standard errors of a recall of one half.
  const coarse = 1 / Math.sqrt(tests);
  const common = shareOf(classes.filter(({ isRare }) => !isRare));
  const alarms = Number((1000 * coarse * common).toPrecision(2));
  return `${trainings} trainings of each option, and ${tests} test images of ` +
    "each class. The intervals are over trainings. Other test images would " +
    `move a recall by up to ${number(coarse)}, and false alarms by up to ` +
    `${alarms} in 1,000` +
    (tests < FEW_TESTED
      ? `: fewer than ${FEW_TESTED} of a class are few. Take these numbers as ` +
        "a first look, and collect more."
      : ".");
}

function number(value: number | undefined): string {
  return value === undefined ? "?" : value.toFixed(2);
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
