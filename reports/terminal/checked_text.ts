/** What was found in your own images, for a terminal. */
import { printable } from "./printable.ts";
import { wrap } from "./wrap.ts";

/** What is shown of images that were looked at. */
export interface CheckedText {
  path: string;
  survey: {
    files: number;
    formats: [format: string, files: number][];
    sizes: [width: number, height: number][];
  };
  classes: readonly {
    name: string;
    train: number;
    test: number;
    groups?: number | undefined;
  }[];
  notes: readonly string[];
  nearCopies: { tested: number; found: number; pairs: [string, string][] };
  claims: readonly string[];
  leftOut: readonly string[];
  next: string;
  guess?: string | undefined;
}

/**
 * Says what images there are, and what can be done with them.
 *
 * @returns Lines of at most 79 columns, except for the command.
 */
export function checkedText(found: CheckedText): string {
  const { path, survey, classes, notes, nearCopies, claims, leftOut } = found;
  const { tested, pairs } = nearCopies;
  const share = tested === 0 ? 0 : 100 * nearCopies.found / tested;
  const sections = [
    `images of ${path}`,
    tableOf(classes),
    paragraph(
      `${
        survey.formats.map(([name, count]) => `${count} ${name}`).join(", ")
      }` +
        `; ${sizesText(survey.sizes)}`,
    ),
    notes.map((note) => paragraph(`- ${note}`)).join("\n"),
    tested === 0 ? "" : [
      paragraph(
        `near-copies: ${nearCopies.found} of ${tested} test images ` +
          `(${share.toFixed(1)} %) look nearly like a training image` +
          (pairs.length === 0 ? "" : "; the most alike:"),
      ),
      ...pairs.map(([test, train]) => `  ${test} and ${train}`),
    ].join("\n"),
    claims.length === 0
      ? ""
      : paragraph(`claims that can be checked: ${claims.join(", ")}`),
    leftOut.map((line) => paragraph(`- left out: ${line}`)).join("\n"),
    claims.length === 0
      ? paragraph(found.next)
      : `${toCheck(found)}\n  ${found.next}`,
  ];
  return printable(sections.filter((text) => text !== "").join("\n\n"));
}

function toCheck({ guess }: CheckedText): string {
  return guess === undefined ? "to check them:" : paragraph(
    "the classes have about as many images each, so you choose which is rare; " +
      `to take ${guess} for it:`,
  );
}

function paragraph(text: string): string {
  return wrap(text).join("\n");
}

function sizesText(sizes: CheckedText["survey"]["sizes"]): string {
  const [least, median, most] = sizes.map((size) => size.join(" x "));
  if (least === undefined) return "no size is known";
  return least === most
    ? `all ${least} pixels`
    : `${least} to ${most} pixels, half of them up to ${median}`;
}

function tableOf(classes: CheckedText["classes"]): string {
  const hasGroups = classes.some(({ groups }) => groups !== undefined);
  const rows = [
    ["class", "to train", "to test", ...hasGroups ? ["groups"] : []],
    ...classes.map(({ name, train, test, groups }) => [
      name,
      `${train}`,
      `${test}`,
      ...hasGroups ? [`${groups ?? "none"}`] : [],
    ]),
  ];
  const widths = rows[0]!.map((_, at) =>
    Math.max(...rows.map((row) => row[at]!.length))
  );
  return rows.map((row) =>
    row.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)
    ).join("  ")
  ).join("\n");
}
