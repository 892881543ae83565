/**
 * The scores of the run that was reviewed, by cell and seed: a later run is
 * compared with them, and not only against the verdicts.
 *
 * They lie beside `bench/expected.json`, a compressed file a profile, and only
 * `deno task accept` writes them.
 */
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { scoredCell } from "../../reports/review_schema.ts";
import { type ProfileName, PROFILES } from "../study/profiles.ts";

/** The schema of a {@linkcode ReviewedCell}. */
export const reviewedCell = scoredCell.extend({
  firstSeed: z.int(),
  /** Seed by seed; `null` for one that failed. */
  scores: z.array(z.number().nullable()),
});

const file = z.strictObject({
  format: z.literal("finalbn-scores"),
  version: z.literal(1),
  cells: z.array(reviewedCell),
});

/** A measured cell, with its scores in the order of their seeds. */
export type ReviewedCell = z.infer<typeof reviewedCell>;

const FOLDER = new URL("../reviewed/", import.meta.url);

/** The file of a profile, in the project's own folder unless told otherwise. */
export function reviewedScoresFile(
  profile: ProfileName,
  folder: URL = FOLDER,
): URL {
  return new URL(`${profile}.json.gz`, folder);
}

/**
 * Reads the reviewed scores of a profile.
 *
 * @param profile Its name; nothing if a run is of none.
 * @param folder Where they lie; the project's own unless told otherwise.
 * @returns None if none were reviewed.
 * @throws {SyntaxError} If the file is damaged.
 */
export async function readReviewedScores(
  profile: string | undefined,
  folder: URL = FOLDER,
): Promise<ReviewedCell[]> {
  const known = Object.keys(PROFILES).find((each) => each === profile);
  if (known === undefined) return [];
  const url = reviewedScoresFile(known as ProfileName, folder);
  try {
    return decodeScores(await Deno.readFile(url));
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return [];
    throw new SyntaxError(
      `Cannot read ${url.pathname}: it is damaged. Next step: take it from ` +
        "version control again",
      { cause },
    );
  }
}

/** Reads scores as {@linkcode encodeScores} writes them. */
export function decodeScores(bytes: Uint8Array): ReviewedCell[] {
  const text = new TextDecoder().decode(gunzipSync(bytes));
  return file.parse(JSON.parse(text)).cells;
}

/**
 * Writes scores: the same ones as the same bytes.
 *
 * @returns JSON, compressed by gzip.
 */
export function encodeScores(cells: readonly ReviewedCell[]): Uint8Array {
  const format = "finalbn-scores";
  const text = JSON.stringify({ format, version: 1, cells });
  const bytes = new Uint8Array(gzipSync(text, { level: 9 }));
  // Of which system they are, which differs from one to another.
  bytes[9] = 255;
  return bytes;
}
