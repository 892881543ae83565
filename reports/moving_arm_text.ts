/** A gain that changes along conditions: which of its two arms moves? */
import {
  METRIC_TITLES,
  type MetricName,
} from "../bench/trials/metric_titles.ts";
import { intervalOf } from "../statistics/interval.ts";
import { meanQuantity } from "../statistics/mean_quantity.ts";
import { rangeQuantity } from "../statistics/range_quantity.ts";
import type { TrialsById } from "./arm_roles.ts";
import { type ArmAlong, armsAlong } from "./arms_along.ts";
import type { DocumentStatement } from "./document.ts";

/**
 * Writes how far each arm moves along the conditions of a statement, and whether
 * that is more than the margin of the statement.
 *
 * @param statement Of gains under several conditions.
 * @param trials The trials of the run.
 * @returns One sentence without its full stop; nothing of other statements.
 */
export function movingArmText(
  { series, margin }: DocumentStatement,
  trials: TrialsById,
): string | undefined {
  if (series.length < 2 || margin === undefined) return undefined;
  const metric = series[0]?.terms[0]?.metric ?? "";
  const title = METRIC_TITLES[metric as MetricName]?.title;
  const arms = armsAlong(series, trials).map((arm) => armText(arm, margin));
  const [plain, treated] = arms;
  if (title === undefined || plain === undefined || treated === undefined) {
    return undefined;
  }
  return `without the layer the mean ${title} ${plain}; with it, it ${treated}`;
}

/**
 * Such as `"moves from 0.00 (batch 256) to 0.45 (batch 8)"`. That it moves is
 * shown by its interval; that it does not is only what is seen.
 */
function armText(
  { conditions }: ArmAlong,
  margin: number,
): string | undefined {
  const bounds = conditions[0]?.bounds;
  if (bounds === undefined) return undefined;
  const scores = conditions.map(({ seeds }) =>
    seeds.map(({ value }) => value ?? undefined)
  );
  const means = scores.flatMap((own, at) => {
    const { point } = meanQuantity(own, bounds);
    return point === undefined ? [] : [{ point, ...conditions[at]! }];
  }).sort((a, b) => a.point - b.point);
  const [least, most] = [means[0], means.at(-1)];
  if (least === undefined || most === undefined) return undefined;
  if (means.length < conditions.length) return undefined;
  const span = bounds.upper - bounds.lower;
  const range = intervalOf(rangeQuantity(
    conditions[0]!.seeds.map((_, seed) => scores.map((own) => own[seed])),
    { lower: -span, upper: span },
  ));
  const isShown = range !== undefined && range.lower > margin;
  const [from, to] = [least, most].map(({ point }) => point.toFixed(2));
  if (!isShown && most.point - least.point <= margin) {
    return `is not seen to move (${from} to ${to})`;
  }
  return `${
    isShown ? "moves" : "may move"
  } from ${from} (${least.label}) to ${to} (${most.label})`;
}
