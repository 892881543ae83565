/** What the tests of all kinds ask of one. */
import type { z } from "zod";
import type { Verdict } from "../../../../statistics/verdict.ts";
import type {
  AssertionKind,
  Evidence,
  MeasureKind,
  Values,
} from "../../../../bench/study/kinds/kind.ts";

/** Of all statements here. */
export const LEVEL = 0.95;

/** The evidence of one site. */
export function evidenceOf<Schema extends z.ZodType>(
  kind: MeasureKind<Schema>,
  statement: z.infer<Schema>,
  values: Values,
): Evidence {
  return kind.evidence(statement, [values], LEVEL);
}

/** One number a seed, as a site has them. */
export function column(values: readonly number[]): number[][] {
  return values.map((value) => [value]);
}

/** The verdict on an interval. */
export function verdictOn<Schema extends z.ZodType>(
  kind: AssertionKind<Schema>,
  statement: z.infer<Schema>,
  [lower, upper]: readonly [number, number],
  { p = 0.01, level = LEVEL } = {},
): Verdict {
  const estimate = { point: lower, lower, upper, level, runs: 10 };
  return kind.decide(statement, { estimate, p });
}
