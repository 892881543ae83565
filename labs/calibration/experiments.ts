/**
 * What is simulated of each kind of assertion. The kind says which assertion
 * and which truths; here is how their scores are drawn.
 *
 * @module
 */
import type {
  AssertionKind,
  SiteScores,
  Truth,
} from "../../bench/study/kinds/kind.ts";
import {
  type Assertion,
  ASSERTION_KINDS,
} from "../../bench/study/kinds/mod.ts";
import type { z } from "zod";
import { type DrawOptions, drawScores } from "./draw_scores.ts";
import { PAIRED_WORLDS, type World, WORLDS } from "./worlds.ts";

/** How verdicts on one kind of assertion are put to the test. */
export interface Experiment {
  kind: AssertionKind<z.ZodType<Assertion>>;
  worlds: readonly World[];
  /** The numbers of all sites of a study. */
  draw(truth: Truth, options: DrawOptions): SiteScores[];
  /** Studies of each world and truth: about a minute's worth in all. */
  studies: number;
}

/** By the kind of assertion. */
export const EXPERIMENTS: Readonly<Record<Assertion["kind"], Experiment>> =
  mapValues(ASSERTION_KINDS, experimentOf);

function experimentOf(kind: Experiment["kind"]): Experiment {
  const hasConditions = kind.leastConditions !== undefined;
  return {
    kind,
    worlds: hasConditions ? PAIRED_WORLDS : WORLDS,
    studies: hasConditions ? 1000 : 2000,
    draw({ means }, options) {
      const scores = drawScores(means, options);
      return kind.leastSites === undefined
        ? [siteOf(scores)]
        : means.map((_, site) => siteOf(scores.map((row) => [row[site]])));
    },
  };
}

/** Each number is one score from 0 to 1 minus another that nobody else has. */
function siteOf(scores: SiteScores["scores"]): SiteScores {
  const conditions = scores[0]?.length ?? 0;
  const terms = Array.from({ length: conditions }, (_, at) => [
    { key: `with ${at}`, weight: 1, min: 0, max: 1 },
    { key: `without ${at}`, weight: -1, min: 0, max: 1 },
  ]);
  return { scores, terms };
}

function mapValues<Key extends string, From, To>(
  record: Readonly<Record<Key, From>>,
  of: (value: From) => To,
): Record<Key, To> {
  const entries = Object.entries(record) as [Key, From][];
  return Object.fromEntries(
    entries.map(([key, value]) => [key, of(value)]),
  ) as Record<Key, To>;
}
