/** A small result set, made by hand, for the tests of this folder. */
import type { ClaimRow } from "../../reports/tables/claims_csv.ts";
import type { ContrastRow } from "../../reports/tables/contrasts_csv.ts";
import type { HistoryRow } from "../../reports/tables/history_csv.ts";
import { listCell } from "../../reports/tables/list_cell.ts";
import type { ResultSet } from "../../reports/tables/read_results.ts";
import type { TrialRow } from "../../reports/tables/trials_csv.ts";

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

/** The two arms, as trials have them. */
const HEADS = { without: "plain", with: "final-batch-norm" } as const;

/** How a made-up result set differs from the usual. */
export interface MadeUp {
  /** @default {6} */
  seeds?: number;
  /** @default {["leaves small-cnn"]} */
  sites?: readonly string[];
  /** The rare classes. */
  minority?: readonly string[];
  /** What the claim says. */
  sentence?: string;
}

/** The name of a made-up trial. */
export function trialName(site: string, arm: string, seed: number): string {
  const text = `${site} ${arm} ${seed}`;
  let hash = 7;
  for (const letter of text) {
    hash = (hash * 31 + letter.charCodeAt(0)) % 2 ** 31;
  }
  return hash.toString(16).padStart(12, "0");
}

/** One claim with a gain at each site, and what stands behind it. */
export function madeUpResults(options: MadeUp = {}): ResultSet {
  const { seeds = 6, sites = ["leaves small-cnn"] } = options;
  const all = Array.from({ length: seeds }, (_, at) => at + 1);
  const arms = ["without", "with"] as const;
  const scoreOf = (arm: string, seed: number) =>
    arm === "with" ? 0.5 + (seed % 7) / 20 : (seed % 3) / 10;
  const trials = sites.flatMap((site) =>
    all.flatMap((seed) =>
      arms.flatMap((arm) =>
        trialRowsOf({ ...options, site, arm, seed, score: scoreOf(arm, seed) })
      )
    )
  );
  const contrasts = sites.flatMap((site) =>
    all.map((seed): ContrastRow => {
      const scores = [scoreOf("with", seed), scoreOf("without", seed)];
      return {
        ...{ claim: "gain", assertion: "positive", site, seed },
        value: (scores[0] ?? 0) - (scores[1] ?? 0),
        cells: "with;without",
        weights: "1;-1",
        metrics: "minority_f1;minority_f1",
        inferences: "as-trained;as-trained",
        epochs: "3;3",
        scores: listCell(scores),
        trials: listCell(
          ["with", "without"].map((arm) => trialName(site, arm, seed)),
        ),
      };
    })
  );
  const history = sites.flatMap((site) =>
    all.flatMap((seed) =>
      arms.flatMap((arm) =>
        [1, 2, 3].map((epoch): HistoryRow => ({
          ...{ trial: trialName(site, arm, seed), epoch, loss: 1 / epoch },
        }))
      )
    )
  );
  return {
    ...{ trials, contrasts, history },
    claims: sites.map((site) => claimRowOf(site, options)),
    environment: [
      { name: "command", value: "deno task bench --seeds 6" },
      { name: "options", value: "--seeds 6" },
      { name: "seeds", value: "1 to 6" },
      { name: "complete", value: "yes" },
    ],
    samples: [{
      ...{
        dataset: "leaves",
        className: "spot",
        count: 1,
        width: 1,
        height: 1,
      },
      png:
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
    }],
  };
}

function claimRowOf(
  site: string,
  { seeds = 6, minority = ["spot"], sentence = "the layer helps" }: MadeUp,
): ClaimRow {
  return {
    ...{ profile: "quick", claim: "gain", assertion: "positive" },
    ...{ role: "primary", kind: "greater", site, sentence },
    source: "made up",
    says: "mean gain in minority F1 > 0",
    dataset: site.split(" ")[0],
    model: site.split(" ")[1],
    majority: "healthy",
    minority: listCell(minority),
    ...{ estimate: 0.5, lower: 0.4, upper: 0.6, level: 0.95 },
    ...{ p: 0.01, p_holm: 0.02, family: 2, bound: 0, margin: 0.05 },
    ...{ seeds, failed: 0, verdict: "supported", expected: "supported" },
  };
}

function trialRowsOf(
  { site, arm, seed, score, minority = ["spot"] }: MadeUp & {
    site: string;
    arm: keyof typeof HEADS;
    seed: number;
    score: number;
  },
): TrialRow[] {
  const [dataset, model] = site.split(" ");
  const row: TrialRow = {
    trial: trialName(site, arm, seed),
    ...{ dataset, model, majority: "healthy", minority: listCell(minority) },
    ...{ majority_count: 1000, minority_count: 10, test_count: 500 },
    ...{ image_size: 32, weights: "scratch", fine_tune: "all" },
    ...{ head: HEADS[arm], outputs: "softmax", bn_momentum: 0.9 },
    ...{ optimizer: "adam", weight_decay: 0, learning_rate: 0.001 },
    ...{ schedule: "constant", augmentation: "none", remedy: "none" },
    ...{ precision: "f32", batch_size: 64, epochs: 3, seed, status: "ok" },
    ...{ epoch: 3, inference: "as-trained", minority_f1: score, mcc: 0.1 },
    ...{ macro_f1: score, balanced_accuracy: 0.6, accuracy: 0.6 },
    ...{ confidence: 0.8, ece_equal_width: 0.2, final_loss: 0.3 },
    bin_count: "0;0;0;0;0;0;0;0;0;0;0;0;0;750;250",
    bin_confidence: ";;;;;;;;;;;;;0.89;0.95",
    bin_accuracy: ";;;;;;;;;;;;;0.43;0.81",
    ...{ train_seconds: 1.5, engine: "tensorflow", engine_version: "2.21.0" },
    device: "cpu",
  };
  return arm === "with"
    ? [row, { ...row, inference: "layer-removed", minority_f1: score / 2 }]
    : [row];
}
