/**
 * The kinds of statements. A new kind is a file of this folder, and its name in
 * one of the two lists here.
 */
import { z } from "zod";
import { differ } from "./differ.ts";
import { equivalent } from "./equivalent.ts";
import { greater } from "./greater.ts";
import type { AnyKind, AssertionKind, MeasureKind } from "./kind.ts";
import { mean } from "./mean.ts";
import { peak } from "./peak.ts";
import { pooled } from "./pooled.ts";
import { ratio } from "./ratio.ts";
import { trend } from "./trend.ts";

/** What decides a claim. */
const ASSERTIONS = { greater, equivalent, peak, differ, pooled };

/** What is measured beside, and decides nothing. */
const MEASURES = { mean, ratio, trend };

/** The schema of an {@linkcode Assertion}. */
export const assertionSchema = z.discriminatedUnion(
  "kind",
  schemasOf(ASSERTIONS),
);

/** The schema of a {@linkcode Measure}. */
export const measureSchema = z.discriminatedUnion("kind", schemasOf(MEASURES));

/** What decides a claim. */
export type Assertion = z.infer<typeof assertionSchema>;

/** What is measured beside, and decides nothing. */
export type Measure = z.infer<typeof measureSchema>;

/** Anything that is said of the numbers of a claim. */
export type Statement = Assertion | Measure;

type KindOfAssertions = AssertionKind<z.ZodType<Assertion>>;
type KindOfMeasures = MeasureKind<z.ZodType<Measure>>;
type KindOfStatements = AnyKind<z.ZodType<Statement>>;

/** The kinds of assertions, by name. */
export const ASSERTION_KINDS: Readonly<
  Record<Assertion["kind"], KindOfAssertions>
> = ASSERTIONS;

/** All kinds, by name. */
export const KINDS: Readonly<Record<Statement["kind"], KindOfStatements>> = {
  ...ASSERTIONS,
  ...MEASURES,
};

/** The kind of an assertion. */
export function kindOf({ kind }: Assertion): KindOfAssertions;
/** The kind of a measure. */
export function kindOf({ kind }: Measure): KindOfMeasures;
/** The kind of a statement. */
export function kindOf({ kind }: Statement): KindOfStatements;
export function kindOf({ kind }: Statement): KindOfStatements {
  return KINDS[kind];
}

/** The kind of a name; nothing if there is no such kind in this version. */
export function kindNamed(name: string): KindOfStatements | undefined {
  return Object.entries(KINDS).find(([own]) => own === name)?.[1];
}

/** Whether a statement decides, and is not only measured. */
export function isAssertion(statement: Statement): statement is Assertion {
  return statement.kind in ASSERTIONS;
}

type Kinds = Record<string, { schema: z.core.$ZodTypeDiscriminable }>;

/** At least one. */
function schemasOf<Of extends Kinds>(
  kinds: Of,
): [Of[keyof Of]["schema"], ...Of[keyof Of]["schema"][]] {
  return Object.values(kinds).map(({ schema }) => schema) as [
    Of[keyof Of]["schema"],
  ];
}
