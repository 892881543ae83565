/** What is to be known of a run's assertions before anything is trained. */
import { tooFewSeeds } from "./decide.ts";
import { kindOf } from "./kinds/mod.ts";
import { scoresOf, seriesOf } from "./series.ts";
import { isOfAssertion, keyOf, placedStatements } from "./standings.ts";
import type { Study } from "./study.ts";

/**
 * Finds assertions that no scores can support with so few seeds.
 *
 * @param studies Those of the run.
 * @param seeds The most that there will be.
 * @returns A line each.
 */
export function supportNotes(
  studies: readonly Study[],
  seeds: number,
): string[] {
  return placedStatements(studies).filter(isOfAssertion).flatMap((placed) => {
    const { statement, studies } = placed;
    const kind = kindOf(statement);
    if (kind.seedsToSupport === undefined) return [];
    const sites = studies.map((study) =>
      scoresOf(seriesOf(statement, { study, results: new Map() }))
    );
    const { bounds } = kind.quantity(statement, sites);
    const least = kind.seedsToSupport(statement, bounds);
    if (seeds >= least) return [];
    return `${keyOf(placed)}: ${tooFewSeeds({ seeds, least })}`;
  });
}
