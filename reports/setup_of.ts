/** What an assertion was decided on: other set-ups are other findings. */
import { createHash } from "node:crypto";
import type { ClaimRow } from "./tables/claims_csv.ts";
import type { ContrastRow } from "./tables/contrasts_csv.ts";
import { TRIAL_SETTINGS } from "./trial_settings.ts";
import type { TrialRow } from "./tables/trials_csv.ts";

/** The columns of its trials that count: what was asked for, of which data. */
export const SETUP_COLUMNS = [...TRIAL_SETTINGS, "content_sha256"] as const;

/**
 * Settings by their names: one value where all trials of an assertion have the
 * same, else the value of each, in order. Seeds, code and engine are not among
 * them: they are what changes from one run to the next.
 */
export type Setup = ReadonlyMap<string, readonly string[]>;

/** Digits of a hash that tell one set-up from the others of a history. */
const DIGITS = 8;

/**
 * Collects the settings of an assertion.
 *
 * @param row Its row of `claims.csv`.
 * @param of Its rows of `contrasts.csv`, one for each condition, and the trials
 * that these name, in their order.
 */
export function setupOf(
  row: ClaimRow,
  { contrasts, trials }: {
    contrasts: readonly ContrastRow[];
    trials: readonly TrialRow[];
  },
): Setup {
  const { profile, kind, bound, margin, level } = row;
  const each = (name: "condition" | "metrics" | "inferences" | "weights") =>
    contrasts.map((contrast) => contrast[name]);
  return new Map<string, readonly string[]>([
    ["profile", together([profile])],
    ["kind", together([kind])],
    ["bound", together([bound])],
    ["margin", together([margin])],
    ["level", together([level])],
    ["conditions", together(each("condition"))],
    ["metrics", together(each("metrics"))],
    ["inferences", together(each("inferences"))],
    ["signs", together(each("weights"))],
    ...SETUP_COLUMNS.map((name) =>
      [name, together(trials.map((trial) => trial[name]))] as const
    ),
  ]);
}

/**
 * The name of a set-up, the same in every history.
 *
 * @returns Hexadecimal digits.
 */
export function setupId(setup: Setup): string {
  return createHash("sha256").update(JSON.stringify([...setup])).digest("hex")
    .slice(0, DIGITS);
}

/** An absent value is an empty text; of no values at all nothing is known. */
function together(
  values: readonly (string | number | undefined)[],
): readonly string[] {
  const texts = values.map((value) => value === undefined ? "" : String(value));
  return new Set(texts).size <= 1 ? texts.slice(0, 1) : texts;
}
