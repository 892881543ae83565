/** What a table of options shows of each, on a terminal and on a page. */
import type { AnswerOption } from "./answer.ts";
import type { InUse } from "./in_use.ts";
import type { MeasureName } from "./measures.ts";

/** A column of a table of options. */
export interface OptionColumn {
  title: string;
  /** What is shown: of a test with equal classes, or in use. */
  measure?: MeasureName;
  inUse?: keyof InUse;
  hasInterval?: boolean;
  /** @default {2} */
  digits?: number;
}

/**
 * Writes what a column shows of an option, such as `"0.88 [0.82, 0.89]"`.
 *
 * @returns Nothing where it was not measured.
 */
export function optionCell(
  { means, inUse: used }: AnswerOption,
  { measure, inUse, hasInterval = false, digits = 2 }: OptionColumn,
): string | undefined {
  if (inUse !== undefined) return used[inUse].toFixed(digits);
  const mean = measure && means[measure];
  if (mean === undefined) return undefined;
  const { point, lower, upper } = mean;
  const ends = `[${lower.toFixed(digits)}, ${upper.toFixed(digits)}]`;
  return point.toFixed(digits) + (hasInterval ? ` ${ends}` : "");
}
