/** What scores and arms are called in pictures and tables. */
import {
  METRIC_TITLES,
  type MetricName,
  type MetricTitle,
} from "../../bench/trials/metric_titles.ts";
import { useTitle } from "../../bench/trials/use_title.ts";
import type { SeriesTerm } from "../document.ts";

/** What a term measures, in words. */
export function metricTitle(
  { metric, reaches }: Pick<SeriesTerm, "metric" | "reaches">,
): string {
  const title = wordingOf(metric)?.title ?? metric;
  return reaches === undefined
    ? title
    : `epochs to a ${title} of ${reaches} (all epochs if never)`;
}

/** Whether a metric is about how far confidence can be trusted. */
export function isCalibration(metric: string): boolean {
  return wordingOf(metric)?.isCalibration ?? false;
}

/** A run of another version may have measured something else. */
function wordingOf(metric: string): MetricTitle | undefined {
  return METRIC_TITLES[metric as MetricName];
}

/** An arm in words, such as `"with, layer removed"`. */
export function armTitle(
  { cell, inference }: Pick<SeriesTerm, "cell" | "inference">,
): string {
  return useTitle(cell, inference);
}
