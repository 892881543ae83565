/** A run document with every kind of statement, and every picture. */
import type {
  DocumentClaim,
  DocumentStatement,
  RunDocument,
} from "../../reports/document.ts";
import { documentOf, type MadeUp } from "./_document.ts";
import {
  ARMS,
  type Cell,
  difference,
  GAIN,
  MakeUp,
  type Term,
} from "./_make_up.ts";

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

/** Writes claims about made-up trials. */
class Claims {
  readonly make: MakeUp;

  constructor(make: MakeUp) {
    this.make = make;
  }

  /** A statement about one contrast. */
  one(
    terms: readonly Term[],
    changes: Partial<DocumentStatement> = {},
    { site = SITE, cells = ARMS as Readonly<Record<string, Cell>> } = {},
  ): DocumentStatement {
    const series = this.make.series(terms, { site, cells });
    return this.make.statement([series], changes);
  }

  /** A statement about several conditions. */
  along(
    { cells, gains }: ReturnType<typeof bothArms>,
    changes: Partial<DocumentStatement>,
  ): DocumentStatement {
    const series = gains.map(({ label, of }) =>
      this.make.series(of, { site: SITE, cells, label })
    );
    return this.make.statement(series, { bound: undefined, ...changes });
  }

  /** Every statement of the first site, of one claim a picture. */
  all(): DocumentClaim[] {
    return [
      this.gain(),
      this.generality(),
      this.majority(),
      this.thresholds(),
      this.uncertainty(),
      this.length(),
      this.remedies(),
    ];
  }

  gain(): DocumentClaim {
    const kept = difference(
      { cell: "with", inference: "layer-removed" },
      { cell: "without" },
    );
    const ratio = [kept, GAIN].map((of, at) =>
      this.make.series(of, { site: SITE, label: at === 0 ? "part" : "whole" })
    );
    return claimOf("gain", [
      this.one(GAIN),
      this.one(GAIN, { name: "headline", bound: 0.15, margin: 0 }),
      this.make.statement(ratio, { name: "retained", ...measure("ratio") }),
    ]);
  }

  generality(): DocumentClaim {
    const each = SITES.map((site) => this.make.series(GAIN, { site }));
    return claimOf("generality", [
      ...each.map((series) => this.make.statement([series], { name: "here" })),
      this.make.statement(
        each.map((series) => ({ ...series, label: series.site })),
        { name: "pooled", kind: "pooled", detail: "between 0.1 and 0.9" },
      ),
    ]);
  }

  majority(): DocumentClaim {
    const both = bothArms({
      "one majority": { majority: ["healthy"] },
      "two majorities": { majority: ["healthy", "rust"] },
    });
    const [one = [], two = []] = both.gains.map(({ of }) => of);
    const turned = two.map((term) => ({
      ...term,
      weight: -(term.weight ?? 1),
    }));
    const options = { cells: both.cells };
    return claimOf("majority", [
      this.one(one, { name: "one" }, options),
      this.one(two, {
        name: "two",
        kind: "equivalent",
        says: "mean gain with two majority classes is within 0.05 of 0",
        bound: undefined,
        verdict: "contradicted",
      }, options),
      this.one([...one, ...turned], { name: "contrast" }, options),
    ]);
  }

  thresholds(): DocumentClaim {
    const threshold = bothArms({
      "2 rare": { minorityCount: 2 },
      "20 rare": { minorityCount: 20 },
      "200 rare": { minorityCount: 200 },
    });
    const optimizers = bothArms({ adam: {}, sgd: { optimizer: "sgd" } });
    return claimOf("threshold", [
      this.along(threshold, {
        name: "peak-inside",
        kind: "peak",
        peakSet: ["20 rare"],
        verdict: "inconclusive",
        reason: "the peak may be at an end",
      }),
      this.along(optimizers, { name: "differ", kind: "differ" }),
      this.along(threshold, {
        name: "trend",
        ...measure("trend"),
        estimate: undefined,
        detail: "rising in the mean",
      }),
    ]);
  }

  uncertainty(): DocumentClaim {
    const metric = "confidenceCorrect";
    return claimOf("uncertainty", [
      this.one(
        difference({ cell: "without", metric }, { cell: "with", metric }),
        { name: "less-confident" },
      ),
      this.one([{ cell: "with", metric: "accuracyMinusConfidence" }], {
        name: "under-confident",
        verdict: "inconclusive",
        estimate: {
          point: -0.2,
          lower: null,
          upper: null,
          level: 0.9,
          runs: this.make.seeds.length,
        },
      }),
      this.one(
        [{ cell: "with", metric: "brier", inference: "layer-removed" }],
        {
          name: "brier-removed",
          ...measure("mean"),
        },
      ),
    ]);
  }

  length(): DocumentClaim {
    const reaches = 0.4;
    return claimOf("training-length", [
      this.one(
        difference({ cell: "without", reaches }, { cell: "with", reaches }),
        {
          name: "sooner",
          says: "mean epochs saved to a minority F1 of 0.4 > 0",
          estimate: {
            point: 12.5,
            lower: 10,
            upper: 15,
            level: 0.95,
            runs: this.make.seeds.length,
          },
          margin: 5,
        },
      ),
    ]);
  }

  remedies(): DocumentClaim {
    const cells = {
      ...ARMS,
      oversampling: { remedy: "oversampling" } as const,
    };
    return claimOf("remedies", [
      this.one(difference({ cell: "with" }, { cell: "oversampling" }), {
        name: "oversampling",
        role: "extension",
        verdict: "contradicted",
        expected: "inconclusive",
        again: {
          firstSeed: 7,
          verdict: "inconclusive",
          isDeparture: false,
        },
      }, { cells }),
    ], "extension");
  }
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
    cells: [...new Set(terms.map(({ cell }) => cell))],
    statements,
  };
}

/** The document. */
export function everyKind(options: Pick<MadeUp, "minority"> = {}): RunDocument {
  const make = new MakeUp(options);
  return documentOf(make, new Claims(make).all());
}
