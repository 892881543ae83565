/** A run document, made by hand, for the tests of this folder. */
import {
  DOCUMENT_VERSION,
  type DocumentClaim,
  type RunDocument,
} from "../../reports/document.ts";
import { SUITE_COMMAND } from "../../reports/suite_command.ts";
import { ARMS, GAIN, MakeUp } from "./_make_up.ts";

/** Names that others may have chosen to do harm with, or without a thought. */
export const HOSTILE_NAMES = [
  `<script>alert("1")</script>`,
  `</style><img src=x onerror=alert(1)>`,
  `=HYPERLINK("http://127.0.0.1","a"),b`,
  `'=1+1`,
  `two\r\nlines; and "quotes"`,
  `\u202Edetrever\u202C \u200Fright to left`,
  "--><!-- & &amp; ]]>",
  "${1+1} `${2}` \\u0041",
];

/** How a made-up document differs from the usual. */
export interface MadeUp {
  /** @default {6} */
  seeds?: number;
  /** @default {["leaves small-cnn"]} */
  sites?: readonly string[];
  /** Of which the training with the layer failed. @default {[]} */
  failed?: readonly number[];
  /** The rare classes. @default {["spot"]} */
  minority?: readonly string[];
  /** What the claim says. @default {"the layer helps"} */
  sentence?: string;
}

/** A document around claims. */
export function documentOf(
  make: MakeUp,
  claims: readonly DocumentClaim[],
): RunDocument {
  const statements = claims.flatMap(({ statements }) => statements);
  const sites = [...new Set(statements.flatMap(({ sites }) => sites))];
  return {
    format: "finalbn-run",
    version: DOCUMENT_VERSION,
    settings: {
      profile: "quick",
      command: SUITE_COMMAND,
      options: `--seeds ${make.seeds.length}`,
      filter: [],
      seeds: make.seeds.length,
      schedule: { first: 4, step: 2, most: make.seeds.length },
      firstSeed: 1,
      sites: sites.map((name) => ({
        name,
        dataset: name.split(" ")[0] ?? name,
        model: name.split(" ")[1] ?? name,
        majority: ["healthy"],
        minority: ["spot"],
        majorityCount: 1000,
        minorityCount: 10,
        hasOwnImages: name.startsWith("leaves"),
        description: `${name}, 1000 of healthy to 10 of spot`,
      })),
    },
    environment: {
      began: "2026-01-31T12:00:00.000Z",
      suite: "@finalbn/suite 0.1.0",
      packages: { vega: "vega@6.4.0" },
      deno: "2.9.6",
      system: "linux x86_64",
      threads: 2,
      memoryBytes: 2 ** 33,
    },
    isComplete: true,
    claims: [...claims],
    leftOut: [],
    trials: make.trials,
    images: [{
      dataset: "leaves",
      classes: [{ name: "spot", train: 70, test: 30, groups: 25 }],
      notes: ["1 file left out: it is empty (spot/1.png)"],
      nearCopies: { tested: 30, found: 0, pairs: [] },
    }],
    samples: [{
      dataset: "leaves",
      className: "spot",
      count: 1,
      width: 1,
      height: 1,
      png:
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
    }],
  };
}

/** One claim with a gain at each site, and what stands behind it. */
export function madeUpDocument(options: MadeUp = {}): RunDocument {
  const { sites = ["leaves small-cnn"] } = options;
  const make = new MakeUp(options);
  return documentOf(make, [{
    name: "gain",
    sentence: options.sentence ?? "the layer helps",
    source: "made up",
    role: "primary",
    verdict: "supported",
    cells: Object.keys(ARMS),
    statements: sites.map((site) =>
      make.statement([make.series(GAIN, { site })], {})
    ),
  }]);
}

/** A document in which a name stands wherever others choose one. */
export function hostileDocument(name: string): RunDocument {
  const document = madeUpDocument({ minority: [name] });
  const { settings, environment, claims, samples } = document;
  return {
    ...document,
    settings: {
      ...settings,
      options: name,
      sites: settings.sites.map((site) => ({
        ...site,
        name,
        dataset: name,
        majority: [name],
        minority: [name],
        description: name,
      })),
    },
    environment: { ...environment, processor: name },
    claims: claims.map((claim) => ({
      ...claim,
      name,
      sentence: name,
      source: name,
      statements: claim.statements.map((statement) => ({
        ...statement,
        name,
        says: name,
        place: name,
        sites: [name],
        detail: name,
        reason: name,
        series: statement.series.map((each) => ({
          ...each,
          label: name,
          site: name,
        })),
      })),
    })),
    leftOut: [{ claim: name, site: name, reason: name }],
    samples: samples.map((sample) => ({ ...sample, className: name })),
  };
}
