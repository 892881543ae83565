/** Names of places on the page, made of names that may hold anything. */
import type {
  DocumentClaim,
  DocumentStatement,
  RunDocument,
  Series,
} from "../document.ts";

/** A line of values: statements about the same scores share it. */
export interface ValueLine {
  anchor: string;
  /** The first of the statements. */
  statement: DocumentStatement;
  series: Series;
}

/** A claim, and where it and its values stand on the page. */
export interface PlacedClaim {
  claim: DocumentClaim;
  assertions: readonly DocumentStatement[];
  measures: readonly DocumentStatement[];
  /** The anchor of its section. */
  anchor: string;
  /** The lines of values at each site, by its name. */
  lines: ReadonlyMap<string, readonly ValueLine[]>;
  /** The first line of each statement. */
  lineOf: ReadonlyMap<DocumentStatement, ValueLine>;
}

/** Gives the claims of a run places on the page, in their order. */
export function placedClaims({ claims }: RunDocument): PlacedClaim[] {
  return claims.map((claim, at) => placed(claim, `c${at + 1}`));
}

function placed(claim: DocumentClaim, anchor: string): PlacedClaim {
  const [assertions, measures] = [false, true].map((isMeasure) =>
    claim.statements.filter(({ role }) => (role === "reported") === isMeasure)
  );
  const lines = new Map<string, ValueLine>();
  const lineOf = new Map<DocumentStatement, ValueLine>();
  for (const statement of claim.statements) {
    for (const series of statement.series) {
      const key = JSON.stringify([series.site, series.terms]);
      const line = lines.get(key) ??
        { anchor: `${anchor}v${lines.size + 1}`, statement, series };
      lines.set(key, line);
      if (!lineOf.has(statement)) lineOf.set(statement, line);
    }
  }
  return {
    claim,
    assertions: assertions ?? [],
    measures: measures ?? [],
    anchor,
    lines: Map.groupBy(lines.values(), ({ series }) => series.site),
    lineOf,
  };
}
