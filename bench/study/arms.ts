/** The two arms of a claim, and both of them under several conditions. */
import { METRIC_TITLES } from "../trials/metric_titles.ts";
import { useTitle } from "../trials/use_title.ts";
import type { Cell } from "./claim.ts";
import {
  type Condition,
  type Contrast,
  difference,
  type MetricName,
  type Score,
  value,
} from "./contrast.ts";
import type { Assertion, Measure } from "./kinds/mod.ts";

/** The network as it is, and with the final layer. */
export const ARMS = {
  without: { head: "plain" },
  with: { head: "final-batch-norm" },
} as const satisfies Readonly<Record<string, Cell>>;

/** Minority F1 with the layer minus minority F1 without it, seed by seed. */
export const GAIN: Contrast = difference({ cell: "with" }, { cell: "without" });

/**
 * Both arms under several conditions.
 *
 * @param conditions What each condition changes of the run's settings, by a
 * name such as `"batch 8"`.
 * @returns The cells `"with, batch 8"` and `"without, batch 8"`, and so on; and
 * for each condition the gain, in their order.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { bothArms } from "./arms.ts";
 * const { cells, gains } = bothArms({ "batch 8": { batchSize: 8 } });
 * assertEquals(cells["with, batch 8"], {
 *   head: "final-batch-norm",
 *   batchSize: 8,
 * });
 * assertEquals(gains[0]?.label, "batch 8");
 * ```
 */
export function bothArms(
  conditions: Readonly<Record<string, Cell>>,
): { cells: Record<string, Cell>; gains: Condition[] } {
  const cells: Record<string, Cell> = {};
  const gains = Object.entries(conditions).map(([label, changes]) => {
    const [treated, plain] = [`with, ${label}`, `without, ${label}`];
    cells[plain] = { ...ARMS.without, ...changes };
    cells[treated] = { ...ARMS.with, ...changes };
    const of = difference({ cell: treated }, { cell: plain });
    return { label, of };
  });
  return { cells, gains };
}

/**
 * A condition for each value of one setting.
 *
 * @param setting Which setting.
 * @param values Its values, in their order.
 * @param describe The name of the condition of a value.
 * @returns What each condition changes, as {@linkcode bothArms} takes it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { along } from "./arms.ts";
 * assertEquals(along("batchSize", [8, 16], (size) => `batch ${size}`), {
 *   "batch 8": { batchSize: 8 },
 *   "batch 16": { batchSize: 16 },
 * });
 * ```
 */
export function along<Setting extends keyof Cell>(
  setting: Setting,
  values: readonly NonNullable<Cell[Setting]>[],
  describe: (value: NonNullable<Cell[Setting]>) => string,
): Record<string, Cell> {
  return Object.fromEntries(
    values.map((value) => [describe(value), { [setting]: value }]),
  );
}

/** A way to use a network with the layer. */
type Inference = NonNullable<Score["inference"]>;

/** An arm, used in some way, as measures name it. */
interface Use {
  name: string;
  says: string;
  score: Score;
}

/** The plain arm, as trained. */
const PLAIN: Use = {
  name: "without",
  says: "without the layer",
  score: { cell: "without" },
};

/** The arm with the layer, used in some way. */
function treated(inference: Inference): Use {
  const score = { cell: "with", inference };
  if (inference === "as-trained") {
    return { name: "with", says: "with the layer", score };
  }
  if (inference === "layer-removed") {
    return { name: "with-removed", says: "with the layer removed", score };
  }
  const says = useTitle("with the layer", inference);
  return { name: `with-${inference}`, says, score };
}

/**
 * What the layer changes in metrics, as measures.
 *
 * @param metrics Which metrics.
 * @param inference How the network with the layer is used.
 * @returns A measure for each metric.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { changesOf } from "./arms.ts";
 * const [change] = changesOf(["mcc"]);
 * assertEquals(change?.name, "mcc-change");
 * assertEquals(change?.says, "change of Matthews' correlation with the layer");
 * ```
 */
export function changesOf(
  metrics: readonly MetricName[],
  inference: Inference = "as-trained",
): Measure[] {
  const { name, says, score } = treated(inference);
  return metrics.map((metric) =>
    meanOf(
      `${metric}-${name.replace("with", "change")}`,
      `change of ${METRIC_TITLES[metric].title} ${says}`,
      difference({ ...score, metric }, { cell: "without", metric }),
    )
  );
}

/**
 * Metrics of both arms, and of the treated one with its layer removed, as
 * measures.
 */
export function valuesOf(metrics: readonly MetricName[]): Measure[] {
  const uses = [PLAIN, treated("as-trained"), treated("layer-removed")];
  return metrics.flatMap((metric) =>
    uses.map(({ name, says, score }) =>
      meanOf(
        `${metric}-${name}`,
        `${METRIC_TITLES[metric].title} ${says}`,
        value({ ...score, metric }),
      )
    )
  );
}

/** Metrics of networks, each used in some way, as measures. */
export function valuesIn(
  uses: readonly Pick<Score, "cell" | "inference">[],
  metrics: readonly MetricName[],
): Measure[] {
  return metrics.flatMap((metric) =>
    uses.map(({ cell, inference = "as-trained" }) => {
      const how = inference === "as-trained" ? cell : `${cell}-${inference}`;
      return meanOf(
        `${metric}-${how.replaceAll(" ", "-")}`,
        `${METRIC_TITLES[metric].title}, ${useTitle(cell, inference)}`,
        value({ cell, inference, metric }),
      );
    })
  );
}

/** What arms change in metrics, each against the plain one, as measures. */
export function changesOfOthers(
  names: readonly string[],
  metrics: readonly MetricName[],
): Measure[] {
  return metrics.flatMap((metric) =>
    names.map((cell) =>
      meanOf(
        `${metric}-change-${cell.replaceAll(" ", "-")}`,
        `change of ${METRIC_TITLES[metric].title}, ${cell}`,
        difference({ cell, metric }, { cell: "without", metric }),
      )
    )
  );
}

/** Arms beside the two, such as parts of the layer, or other remedies. */
export interface Others {
  cells: Record<string, Cell>;
  /** The gain of each over the plain arm. */
  gains: Record<string, Contrast>;
  /** The same, as measures. */
  measures: Measure[];
}

/**
 * Arms beside the two, against the plain one.
 *
 * @param cells What each changes, by its name.
 */
export function othersOf(cells: Readonly<Record<string, Cell>>): Others {
  const gains = Object.fromEntries(
    Object.keys(cells)
      .map((cell) => [cell, difference({ cell }, { cell: "without" })]),
  );
  const measures = Object.entries(gains)
    .map(([name, of]) => meanOf(name, `gain in minority F1, ${name}`, of));
  return { cells, gains, measures };
}

/**
 * That the layer raises minority F1 more than other arms do, one by one.
 *
 * @param names The arms' names.
 * @param options The margin of each assertion.
 */
export function moreThan(
  names: readonly string[],
  { margin }: { margin: number },
): Assertion[] {
  return names.map((cell) => moreThanUse({ cell }, { name: cell, margin }));
}

/**
 * That the layer raises minority F1 more than another use of a network does.
 *
 * @param use The other.
 * @param options What it is called, and the margin of the assertion.
 */
export function moreThanUse(
  use: Pick<Score, "cell" | "inference">,
  { name, margin }: { name: string; margin: number },
): Assertion {
  return {
    kind: "greater",
    name: name.replaceAll(" ", "-"),
    says: `mean minority F1 with the layer minus that with ${name} > 0`,
    of: difference({ cell: "with" }, use),
    bound: 0,
    margin,
  };
}

function meanOf(name: string, says: string, of: Contrast): Measure {
  return { kind: "mean", name, says, of };
}
