/** What a row of the table of trial fields holds. */
import type { z } from "zod";
import type { Recipe } from "../../models/training/recipe.ts";

/**
 * What a field changes of a trial.
 *
 * - `draw`: which images are drawn.
 * - `weights`: the network's initial weights.
 * - `network`: the network and its training step, as they are compiled. Trials
 *   that agree on these can use one compiled network, one after another.
 * - `training`: the run of one training.
 * - `evaluation`: when and how the trained network is measured.
 */
export type Part = "draw" | "weights" | "network" | "training" | "evaluation";

/** How a field is set on the command line. */
export interface FieldOption {
  /** The group of `deno task bench --help` that it is in. */
  group: "data" | "training";
  /**
   * The option's name, without dashes.
   * @default {the field's name with hyphens}
   */
  name?: string;
  /**
   * Which values the command line takes.
   * @default {all that a spec can have}
   */
  schema?: z.ZodType;
  /**
   * What the help says.
   * @default {what the field is}
   */
  help?: string;
  /**
   * What the help shows for the default, such as `"by profile"`.
   * @default {the field's default}
   */
  otherwise?: string;
}

/** A field of a trial's spec. */
export interface Field {
  /** Which values it can have. */
  schema: z.ZodType;
  /** What it is, for people: one phrase, without a full stop. */
  says: string;
  /** What it changes of a trial; a field that changes nothing is no field. */
  decides: readonly [Part, ...Part[]];
  /** Its value in the reference protocol; absent where the data set or the profile has it. */
  default?: unknown;
  /** What its values mean, where they are few. */
  values?: Readonly<Record<string, string>>;
  /** What a number counts, or is measured in. */
  unit?: string;
  /**
   * Absent for what the command line cannot set, or does not set directly: a
   * data set and a network decide other fields, too.
   */
  option?: FieldOption;
  /** Whether reports leave it out; then a trial's other numbers tell it. */
  isHidden?: boolean;
  /**
   * How a report shows a value that is not the default, with `*` for the value;
   * `null` for what reports always show.
   * @default {"*"}
   */
  label?: string | null;
  /** Whether it matters to a trial; always, if left out. */
  isUsed?: (recipe: Recipe) => boolean;
}
