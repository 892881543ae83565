/** What a run is compared with: the project's own review, or a file of yours. */
import { z } from "zod";
import { shellWord } from "../../reports/shell_word.ts";
import {
  type Expectations,
  OWN,
  readExpectations,
  REVIEWED,
  type ReviewName,
} from "../study/expectations.ts";
import { UsageError } from "../study/usage_error.ts";
import type { Reviewed } from "./review_run.ts";
import { readReviewedScores, reviewedCell } from "./reviewed_scores.ts";

const file = z.strictObject({
  /** By the sites' names, by `claim/assertion`, as in `bench/expected.json`. */
  verdicts: z.unknown(),
  /** The scores behind them; none where the verdicts were written by hand. */
  cells: z.array(reviewedCell).default([]),
});

/**
 * Reads what a run is compared with.
 *
 * @param settings The profile of the run; and the file that was asked for.
 * @throws {UsageError} If there is no such file, or it is no review.
 */
export async function reviewedOf(
  { profile, expect }: {
    profile: ReviewName | undefined;
    expect: string | undefined;
  },
): Promise<Reviewed> {
  if (expect !== undefined) return await readExpectFile(expect);
  const scores = await readReviewedScores(profile);
  return { expectations: REVIEWED, scores };
}

/**
 * Reads a file of reviewed verdicts.
 *
 * @throws {UsageError} If there is none, or it is no review.
 */
export async function readExpectFile(path: string): Promise<Reviewed> {
  try {
    const { verdicts, cells } = file.parse(
      JSON.parse(await Deno.readTextFile(path)),
    );
    return {
      expectations: readExpectations({ [OWN]: { verdicts } }),
      scores: cells,
    };
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) {
      throw new UsageError(
        `Cannot compare with ${path}: there is no such file. Next step: run ` +
          `without --expect, then deno task accept --expect ${shellWord(path)}`,
        { cause },
      );
    }
    const isTheirs = cause instanceof SyntaxError ||
      cause instanceof z.ZodError;
    if (!isTheirs) throw cause;
    throw new UsageError(
      `Cannot compare with ${path}: ${
        cause instanceof z.ZodError
          ? cause.issues.map(({ path, message }) =>
            `${path.join(".")}: ${message}`
          ).join("; ")
          : cause.message
      }`,
      { cause },
    );
  }
}

/** The text of such a file: verdicts for people, and a line for each cell. */
export function expectText({ expectations, scores }: Reviewed): string {
  const { verdicts = {} } = expectations[OWN] ?? {};
  const text = JSON.stringify({ verdicts }, null, 2);
  const cells = scores.map((cell) => `    ${JSON.stringify(cell)}`);
  return `${text.slice(0, -2)},\n  "cells": [\n${cells.join(",\n")}\n  ]\n}\n`;
}

/**
 * Refuses a file that expects what a run does not check: a name that is written
 * wrongly would never fail.
 *
 * @param path The file; nothing where the review is the project's own.
 * @param options What is in it, and the assertions of the run.
 * @throws {UsageError} If so.
 */
export function assertFound(
  path: string | undefined,
  { reviewed, names }: {
    reviewed: { expectations: Expectations };
    names: readonly string[];
  },
): void {
  if (path === undefined) return;
  const { verdicts = {} } = reviewed.expectations[OWN] ?? {};
  const unknown = Object.entries(verdicts).flatMap(([place, own]) =>
    Object.keys(own).map((name) => `${name} on ${place}`)
  ).filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  throw new UsageError(
    `Cannot compare with ${path}: it expects ${
      unknown.join(", ")
    }, which this ` +
      "run does not check. Next step: put the name right, as claims.csv has it, " +
      "take it out of the file, or check it, with --filter",
  );
}
