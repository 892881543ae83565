/** The answer for your own images, on a terminal. */
import { type Answer, type AnswerOption, answersOf } from "../answer/answer.ts";
import { optionCell, type OptionColumn } from "../answer/option_cell.ts";
import { adviceText, notesOf, toldOf } from "../answer/sentences.ts";
import type { RunDocument } from "../document.ts";
import { wrap } from "./wrap.ts";

/** Columns of the tables, after the name. */
const COLUMNS = [
  { title: "F1 of the rare", measure: "f1", hasInterval: true },
  { title: "AUROC", measure: "auroc" },
  { title: "recall of common", measure: "common" },
  { title: "ECE", measure: "calibration" },
] as const;

/** The same at the class shares of the use. */
const IN_USE = [
  { title: "F1", inUse: "f1" },
  { title: "precision", inUse: "precision" },
  {
    title: "false alarms",
    measure: "falseAlarms",
    hasInterval: true,
    digits: 0,
  },
] as const;

/**
 * Writes what a run says to somebody who brought images of their own.
 *
 * @param document The run.
 * @returns Nothing where the images are not their own, or nothing was trained.
 */
export function answer(document: RunDocument): string | undefined {
  const { own, sites } = document.settings;
  const answers = answersOf(document);
  if (own === undefined) return undefined;
  if (answers.length === 0) {
    return "Nothing can be said of these images: no training has a result.";
  }
  return answers.map((each) =>
    [
      ...sites.length > 1 ? [`on ${each.site.name}:`] : [],
      ...linesOf(each),
    ].join("\n")
  ).join("\n\n");
}

function linesOf(answer: Answer): string[] {
  const { options, advised, classes } = answer;
  const notes = notesOf(answer);
  const shares = classes
    .map(({ name, share }) => `${name} ${(share * 100).toPrecision(2)} %`);
  return [
    "what to do for the rare classes, best F1 first: mean, 95 % interval",
    ...tableOf(options, COLUMNS),
    ...notes.length === 0 ? [] : ["", ...wrap(notes.join(" "))],
    "",
    ...wrap(
      `the same where ${shares.join(", ")} of the images are, with the false ` +
        "alarms in 1,000 images",
    ),
    ...tableOf(options, IN_USE),
    "",
    ...wrap(adviceText(answer), "  "),
    ...toldOf(answer).flatMap(({ asks, says }) =>
      wrap(`${asks} ${says}`, "  ")
    ),
    ...codeOf(advised),
  ];
}

function tableOf(
  options: readonly AnswerOption[],
  columns: readonly OptionColumn[],
): string[] {
  const longest = Math.max(...options.map(({ name }) => name.length));
  const row = (name: string, cells: readonly string[]) =>
    `  ${name.padEnd(longest)}` +
    cells.map((cell, at) => "  " + cell.padStart(widthOf(columns[at]!)))
      .join("");
  return [
    row("", columns.map(({ title }) => title)),
    ...options.map((option) =>
      row(
        option.name,
        columns.map((column) => optionCell(option, column) ?? "none"),
      )
    ),
  ].map((line) => line.trimEnd());
}

function widthOf({ title, hasInterval }: OptionColumn): number {
  return Math.max(title.length, hasInterval ? "0.00 [0.00, 0.00]".length : 4);
}

function codeOf({ name, code }: AnswerOption): string[] {
  if (code === undefined || code.pytorch.length === 0) return [];
  return [
    "",
    `${name}, in PyTorch; the page has all options`,
    ...code.pytorch.map((line) => `  ${line}`),
    "and in Keras",
    ...code.keras.map((line) => `  ${line}`),
  ];
}
