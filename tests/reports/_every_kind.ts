/** A run document with every kind of statement, and every picture. */
import type {
  DocumentClaim,
  DocumentStatement,
  RunDocument,
} from "../../reports/document.ts";
import { claimVerdict } from "../../statistics/verdict.ts";
import { documentOf, type MadeUp } from "./_document.ts";
import {
  ARMS,
  type Cell,
  difference,
  GAIN,
  MakeUp,
  type Term,
} from "./_make_up.ts";

/** What the bets on an open assertion came to. */
const OPEN: DocumentStatement["evidence"] = {
  support: 1.1,
  contradiction: -2.3,
  bar: 40,
  state: "given-up",
  isTouching: false,
  isBoth: false,
  isStarred: false,
  wanted: { least: 140, most: 200 },
  firstMean: 0.1,
  path: { support: [0.5, 1.1], contradiction: [-1, -2.3] },
};

/** The sites of the claim that pools. */
export const SITES = ["leaves small-cnn", "mnist small-cnn", "mnist mlp"];

const [SITE = ""] = SITES;

/** Both arms under several conditions, and the gain under each. */
function bothArms(conditions: Readonly<Record<string, Cell>>) {
  const cells: Record<string, Cell> = {};
  const gains = Object.entries(conditions).map(([label, cell]) => {
    const [treated, plain] = [`with, ${label}`, `without, ${label}`];
    cells[plain] = { ...ARMS.without, ...cell };
    cells[treated] = { ...ARMS.with, ...cell };
    return { label, of: difference({ cell: treated }, { cell: plain }) };
  });
  return { cells, gains };
}

/** A statement about one contrast. */
function one(
  make: MakeUp,
  terms: readonly Term[],
  changes: Partial<DocumentStatement> = {},
  cells: Readonly<Record<string, Cell>> = ARMS,
): DocumentStatement {
  return make.statement([make.series(terms, { site: SITE, cells })], changes);
}

/** A statement about several conditions. */
function along(
  make: MakeUp,
  { cells, gains }: ReturnType<typeof bothArms>,
  changes: Partial<DocumentStatement>,
): DocumentStatement {
  const series = gains.map(({ label, of }) =>
    make.series(of, { site: SITE, cells, label })
  );
  return make.statement(series, { bound: undefined, ...changes });
}

function gain(make: MakeUp): DocumentClaim {
  const kept = difference(
    { cell: "with", inference: "layer-removed" },
    { cell: "without" },
  );
  const ratio = [kept, GAIN].map((of, at) =>
    make.series(of, { site: SITE, label: at === 0 ? "part" : "whole" })
  );
  return claimOf("gain", [
    one(make, GAIN),
    one(make, GAIN, { name: "headline", bound: 0.15, margin: 0 }),
    make.statement(ratio, { name: "retained", ...measure("ratio") }),
  ]);
}

function generality(make: MakeUp): DocumentClaim {
  const each = SITES.map((site) => make.series(GAIN, { site }));
  return claimOf("generality", [
    ...each.map((series) => make.statement([series], { name: "here" })),
    make.statement(
      each.map((series) => ({ ...series, label: series.site })),
      { name: "pooled", kind: "pooled", detail: "between 0.1 and 0.9" },
    ),
  ]);
}

function majority(make: MakeUp): DocumentClaim {
  const both = bothArms({
    "one majority": { majority: ["healthy"] },
    "two majorities": { majority: ["healthy", "rust"] },
  });
  const [first = [], second = []] = both.gains.map(({ of }) => of);
  const turned = second.map((term) => ({
    ...term,
    weight: -(term.weight ?? 1),
  }));
  return claimOf("majority", [
    one(make, first, { name: "one" }, both.cells),
    one(make, second, {
      name: "two",
      kind: "equivalent",
      says: "mean gain with two majority classes is within 0.05 of 0",
      bound: undefined,
      verdict: "contradicted",
    }, both.cells),
    one(make, [...first, ...turned], { name: "contrast" }, both.cells),
  ]);
}

function thresholds(make: MakeUp): DocumentClaim {
  const threshold = bothArms({
    "2 rare": { minorityCount: 2 },
    "20 rare": { minorityCount: 20 },
    "200 rare": { minorityCount: 200 },
  });
  const optimizers = bothArms({ adam: {}, sgd: { optimizer: "sgd" } });
  return claimOf("threshold", [
    along(make, threshold, {
      name: "peak-inside",
      kind: "peak",
      verdict: "inconclusive",
      evidence: OPEN,
    }),
    along(make, optimizers, { name: "differ", kind: "differ" }),
    along(make, threshold, {
      name: "trend",
      ...measure("trend"),
      estimate: undefined,
      detail: "rising in the mean",
    }),
  ]);
}

function uncertainty(make: MakeUp): DocumentClaim {
  const metric = "confidenceCorrect";
  return claimOf("uncertainty", [
    one(
      make,
      difference({ cell: "without", metric }, { cell: "with", metric }),
      { name: "less-confident" },
    ),
    one(make, [{ cell: "with", metric: "accuracyMinusConfidence" }], {
      name: "under-confident",
      verdict: "inconclusive",
      estimate: {
        point: -0.2,
        lower: null,
        upper: null,
        level: 0.95,
        runs: make.seeds.length,
      },
    }),
    one(make, [{ cell: "with", metric: "brier", inference: "layer-removed" }], {
      name: "brier-removed",
      ...measure("mean"),
    }),
  ]);
}

function length(make: MakeUp): DocumentClaim {
  const reaches = 0.4;
  return claimOf("training-length", [
    one(
      make,
      difference({ cell: "without", reaches }, { cell: "with", reaches }),
      {
        name: "sooner",
        says: "mean epochs saved to a minority F1 of 0.4 > 0",
        estimate: {
          point: 12.5,
          lower: 10,
          upper: 15,
          level: 0.95,
          runs: make.seeds.length,
        },
        margin: 5,
      },
    ),
  ]);
}

function remedies(make: MakeUp): DocumentClaim {
  const cells = {
    ...ARMS,
    oversampling: { remedy: "oversampling" } as const,
  };
  return claimOf("remedies", [
    one(make, difference({ cell: "with" }, { cell: "oversampling" }), {
      name: "oversampling",
      role: "extension",
      verdict: "contradicted",
      expected: "inconclusive",
      again: {
        firstSeed: 7,
        verdict: "inconclusive",
        isDeparture: false,
      },
    }, cells),
  ], "extension");
}

/** What a measure has not, and has. */
function measure(kind: string): Partial<DocumentStatement> {
  return {
    kind,
    role: "reported",
    bound: undefined,
    margin: undefined,
    verdict: undefined,
    expected: undefined,
    evidence: undefined,
  };
}

function claimOf(
  name: string,
  statements: DocumentStatement[],
  role: DocumentClaim["role"] = "primary",
): DocumentClaim {
  const terms = statements.flatMap(({ series }) => series)
    .flatMap(({ terms }) => terms);
  return {
    name,
    sentence: `the layer helps, in ${name}`,
    source: `made up, ${name}`,
    role,
    verdict: claimVerdict(
      statements.flatMap(({ verdict }) => verdict ?? []),
    ),
    cells: [...new Set(terms.map(({ cell }) => cell))],
    statements,
  };
}

/** The document. */
export function everyKind(options: Pick<MadeUp, "minority"> = {}): RunDocument {
  const make = new MakeUp(options);
  const claims = [
    gain,
    generality,
    majority,
    thresholds,
    uncertainty,
    length,
    remedies,
  ];
  return documentOf(make, claims.map((claim) => claim(make)));
}
