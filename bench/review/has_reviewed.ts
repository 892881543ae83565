/** Whether a run has what was reviewed. */
import type { DocumentClaim } from "../../reports/document.ts";
import type { Expectation } from "../study/expectations.ts";

/**
 * Tells whether claims of a run have every assertion that was reviewed, at every
 * place.
 *
 * @param claims Of the run.
 * @param verdicts What was reviewed: by place, by `claim/assertion`.
 * @param isAsked Which of it counts, by its `claim/assertion`; all by default.
 */
export function hasReviewed(
  claims: readonly Pick<DocumentClaim, "name" | "statements">[],
  verdicts: Readonly<Record<string, Readonly<Record<string, Expectation>>>>,
  isAsked: (assertion: string) => boolean = () => true,
): boolean {
  const found = new Set(
    claims.flatMap(({ name, statements }) =>
      statements.map((each) => `${name}/${each.name} on ${each.place}`)
    ),
  );
  return Object.entries(verdicts).every(([place, own]) =>
    Object.keys(own).filter(isAsked)
      .every((assertion) => found.has(`${assertion} on ${place}`))
  );
}
