/** One plain sentence: does the layer help here, how much, at what price. */
import type {
  DocumentClaim,
  DocumentEstimate,
  DocumentStatement,
  RunDocument,
} from "../document.ts";
import { signed } from "../format.ts";

/**
 * Writes what a run says to somebody who brought images of their own.
 *
 * @param document The run; its first site is looked at.
 * @returns One or two sentences; nothing if the base claim was not checked.
 */
export function answer(document: RunDocument): string | undefined {
  const [site] = document.settings.sites;
  const claim = document.claims.find(({ name }) => name === "gain");
  const gain = statementAt(site?.name, claim, "positive");
  if (site === undefined || gain?.verdict === undefined) return undefined;
  const f1 = meansOf(gain);
  if (gain.estimate === undefined || f1 === undefined) {
    return "Nothing can be said of these images: no training has a result.";
  }
  const change = `the F1 of ${site.minority.join(" and ")} goes from ` +
    `${f1.without.toFixed(2)} to ${f1.with.toFixed(2)} (change: ` +
    `${between(gain.estimate)})`;
  const help = {
    supported: `On these images the layer helps: ${change}`,
    contradicted: `On these images the layer does not help: ${change}`,
    inconclusive: "It is open whether the layer helps on these images: " +
      `${change}, and more seeds would tell`,
  }[gain.verdict];
  const calibration = statementAt(
    site.name,
    document.claims.find(({ name }) => name === "uncertainty"),
    "eceEqualWidth-change",
  )?.estimate;
  return calibration === undefined
    ? `${help}.`
    : `${help}; ${priceOf(calibration)}.`;
}

function statementAt(
  site: string | undefined,
  claim: DocumentClaim | undefined,
  name: string,
): DocumentStatement | undefined {
  return claim?.statements.find((statement) =>
    statement.name === name && statement.sites[0] === site
  );
}

/** The mean minority F1 of both arms, over the trials that have one. */
function meansOf(
  { series }: DocumentStatement,
): { without: number; with: number } | undefined {
  const meanOf = (cell: string) => {
    const scores = series.flatMap(({ terms, seeds }) => {
      const at = terms.findIndex((term) => term.cell === cell);
      return seeds.flatMap((seed) => seed.scores[at] ?? []);
    });
    return scores.length === 0
      ? undefined
      : scores.reduce((sum, score) => sum + score, 0) / scores.length;
  };
  const [without, treated] = [meanOf("without"), meanOf("with")];
  return without === undefined || treated === undefined
    ? undefined
    : { without, with: treated };
}

function priceOf(calibration: DocumentEstimate): string {
  const { lower, upper } = calibration;
  const change = `(change of the calibration error: ${between(calibration)})`;
  if (lower !== null && lower > 0) {
    return `the price: its probabilities can be trusted less ${change}`;
  }
  if (upper !== null && upper < 0) {
    return `and its probabilities can be trusted more, not less ${change}`;
  }
  return `what it does to its probabilities is open ${change}`;
}

function between({ point, lower, upper, level }: DocumentEstimate): string {
  const low = lower === null ? "-infinity" : signed(lower, 2);
  const high = upper === null ? "+infinity" : signed(upper, 2);
  return `${Math.round(level * 100)} % interval ${low} to ${high}, mean ` +
    signed(point, 2);
}
