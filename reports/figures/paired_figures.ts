/** Statements about two arms, or about two gains, seed by seed. */
import { colourOf } from "../charts/colours.ts";
import {
  pairedChart,
  type PairedSide,
  type Pairs,
} from "../charts/paired_chart.ts";
import { armTitle, metricTitle } from "../charts/wording.ts";
import type { Statement, Term } from "../report_model.ts";
import {
  completeSeeds,
  domainOf,
  drawnOf,
  estimateOf,
  isInEpochs,
} from "./_values.ts";
import type { FigureGroup } from "./figure.ts";

/**
 * Draws statements that compare two scores, or two differences of scores.
 *
 * @param statements The same statement at each site.
 * @returns Nothing if it compares anything else, or nothing could be measured.
 */
export function pairedFigures(
  statements: readonly Statement[],
): FigureGroup | undefined {
  const pairs = statements.flatMap((statement) => {
    const of = pairsOf(statement);
    return of === undefined ? [] : [{ site: statement.row.site ?? "", of }];
  });
  const [first] = pairs;
  if (first === undefined) return undefined;
  const domain = domainOf(
    pairs.flatMap(({ of: { seeds, estimate } }) => [
      ...seeds.map(({ left, right }) => right - left),
      ...[estimate.lower, estimate.upper],
    ]),
  );
  const { left, right, metric } = first.of;
  return {
    title: `${metric}: ${left.label} and ${right.label}`,
    says: "A line is a seed: both networks have the same images, initial " +
      "weights and order of batches. To the right the difference of each " +
      "seed, and the mean difference with its interval.",
    figures: pairs.map(({ site, of }) => ({
      site,
      charts: [pairedChart({ ...of, domain })],
    })),
  };
}

function pairsOf(statement: Statement): Omit<Pairs, "domain"> | undefined {
  const seeds = completeSeeds(statement.conditions[0]);
  const estimate = estimateOf(statement);
  const terms = seeds[0]?.terms ?? [];
  if (estimate === undefined || (terms.length !== 2 && terms.length !== 4)) {
    return undefined;
  }
  const half = terms.length / 2;
  // What is taken off is the sum of the second half, with the sign turned.
  const sumOf = (terms: readonly Term[], sign: 1 | -1) =>
    terms.reduce(
      (sum, { weight, score = 0 }) => sum + sign * weight * score,
      0,
    );
  const sides = drawnOf(seeds).map(({ terms }) => ({
    right: sumOf(terms.slice(0, half), 1),
    left: sumOf(terms.slice(half), -1),
  }));
  // As in "epochs saved": what is taken off is the arm with the layer.
  const isTurned = half === 1 && terms[1]?.cell.startsWith("with,");
  const title = metricTitle(terms[0]?.metric ?? "");
  const [right, left] = [terms.slice(0, half), terms.slice(half)];
  const pairs = {
    metric: half === 1 ? title : `gain in ${title}`,
    axis: isInEpochs(statement) ? "epochs" : undefined,
    ...namedSides(left, right),
    ...{ seeds: sides, estimate },
  };
  return isTurned ? turned(pairs) : pairs;
}

/** The other side first, the difference as it is: less of what is first. */
function turned(pairs: Omit<Pairs, "domain">): Omit<Pairs, "domain"> {
  const { left, right, seeds, estimate } = pairs;
  return {
    ...pairs,
    ...{ left: right, right: left },
    seeds: seeds.map((seed) => ({ left: seed.right, right: seed.left })),
    estimate: {
      point: -estimate.point,
      lower: -estimate.upper,
      upper: -estimate.lower,
    },
  };
}

/** The sides' names, without what both have. */
function namedSides(
  left: readonly Term[],
  right: readonly Term[],
): { left: PairedSide; right: PairedSide } {
  const [first, second] = [left, right].map((terms) => {
    const [one, ...others] = terms as [Term, ...Term[]];
    const parts = armTitle(one).split(", ");
    const condition = parts.slice(1).join(", ");
    return others.length === 0
      ? { parts, colour: colourOf(one) }
      : { parts: [condition || one.cell], colour: "var(--with)" };
  }) as [SideParts, SideParts];
  const shared = first.parts.length > 1 &&
      first.parts.at(-1) === second.parts.at(-1)
    ? -1
    : undefined;
  const side = ({ parts, colour }: SideParts) => ({
    label: parts.slice(0, shared).join(", "),
    colour,
  });
  return { left: side(first), right: side(second) };
}

interface SideParts {
  parts: string[];
  colour: string;
}
