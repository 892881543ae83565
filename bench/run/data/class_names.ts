/** Reads the classes that a user names on the command line. */
import { parse } from "@std/csv";
import { didYouMean } from "../../study/nearest.ts";
import { classIndex, type DatasetEntry } from "../../../datasets/dataset.ts";

/**
 * Reads a list of classes: a line of CSV, so that a name may have commas.
 *
 * @param entry The data set that has the classes.
 * @param text Class names or numbers, separated by commas.
 * @returns The names, as the data set spells them.
 * @throws {RangeError} If there is no such class, or the text is no such list.
 */
export function readClassNames(
  entry: Pick<DatasetEntry, "name" | "classes">,
  text: string,
): string[] {
  return fieldsOf(text).map((field) => {
    const wanted = entry.classes.includes(field) ? field : field.trim();
    try {
      return entry.classes[classIndex(entry, wanted)] as string;
    } catch (cause) {
      const meant = didYouMean(wanted, entry.classes);
      throw new RangeError(
        `${(cause as Error).message}. Next step: ${meant}` +
          (meant === "" ? "name" : "if not, name") +
          " one of them, or its number",
        { cause },
      );
    }
  });
}

function fieldsOf(text: string): string[] {
  try {
    return parse(text.trim(), { trimLeadingSpace: true }).flat();
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new RangeError(
      `Cannot read the classes ${text}: wanted names separated by commas, and ` +
        'one that has a comma or a quote in it as in CSV: "spot, early",rust',
      { cause },
    );
  }
}
