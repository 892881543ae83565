/** Every bench file declares what its header says, and what can be decided. */
import { assert, assertEquals, assertGreater, assertMatch } from "@std/assert";
import type { Cell, Claim } from "../../bench/study/claim.ts";
import type { Contrast } from "../../bench/study/contrast.ts";

import { kindOf, type Statement } from "../../bench/study/kinds/mod.ts";
import { loadClaims } from "../../bench/study/load_claims.ts";
import { planStudy } from "../../bench/study/plan_study.ts";
import { leastSites } from "../../bench/study/standings.ts";
import { trialSpec } from "../../bench/trials/trial.ts";
import { INFERENCES } from "../../models/training/inferences.ts";
import { REFERENCE_RECIPE, REMEDIES } from "../../models/training/recipe.ts";
import { drawable, siteOf, specsOf } from "./_trials.ts";

const FOLDER = new URL("../../bench/", import.meta.url);

const CLAIMS = new Map(
  (await loadClaims()).map((claim) => [claim.name, claim]),
);

/** A claim of ours, by name. */
function claimOf(name: string): Claim {
  const claim = CLAIMS.get(name);
  assert(claim !== undefined, `there is no claim ${name}`);
  return claim;
}

function statementsOf(claim: Claim): Statement[] {
  return [...claim.assertions, ...claim.measures ?? []];
}

/** A claim where there are classes and images enough. */
function studyOf(claim: Claim, { minority = ["spot"] } = {}) {
  const site = siteOf({ majority: ["healthy"], minority });
  return planStudy(claim, { site, seeds: 20, dataset: drawable() });
}

function contrastsOf(statement: Statement): Contrast[] {
  return kindOf(statement).conditions(statement).map(({ of }) => of);
}

/** A contrast in one line, such as `"with - without"`. */
function text(statement: Statement): string {
  return contrastsOf(statement).map((terms) =>
    terms.map(({ cell, weight, inference, metric, epoch, reaches }, at) => {
      const sign = weight < 0 ? "- " : at === 0 ? "" : "+ ";
      const how = [inference, metric, epoch, reaches]
        .filter((each) => each !== undefined);
      return sign + cell + (how.length === 0 ? "" : ` (${how.join(", ")})`);
    }).join(" ")
  ).join("; ");
}

/** Of each claim, where its sentence is from, and what its assertions compare. */
const DECLARED: Record<string, [source: string, ...assertions: string[]]> = {
  "batch-size": ["(iii)"],
  "control": [
    "ours",
    "null: without, other seeds - without",
    "skill: with (mcc)",
    "placebo: with - without - affine only + without",
  ],
  "gain": ["abstract", "positive: with - without", "headline: with - without"],
  "generality": ["(iv)", "here: with - without", "pooled: with - without"],
  "inference": ["(i)", "kept: with (layer-removed) - without"],
  "majority": [
    "(v)",
    "one: with, one majority - without, one majority",
    "two: with, two majorities - without, two majorities",
    "contrast: with, one majority - without, one majority " +
    "- with, two majorities + without, two majorities",
  ],
  "ranking": [
    "ours",
    "auroc: with (minorityAuroc) - without (minorityAuroc)",
    "threshold: with - without (adjusted)",
  ],
  "remedies": ["ours"],
  "sigmoid": [
    "(vi)",
    "per-class: with, sigmoid - without, sigmoid",
    "single-logit: with, single logit - without, single logit",
    "contrast: with, softmax - without, softmax " +
    "- with, sigmoid + without, sigmoid",
  ],
  "threshold": ["(ii)"],
  "training-length": [
    "ours: the authors' earlier work speaks of training time",
    "lasting: with, 100 epochs - without, 100 epochs",
    // A saving: the plain arm's epochs come first.
    "sooner: without, 100 epochs (0.5) - with, 100 epochs (0.5)",
  ],
  "uncertainty": [
    "abstract",
    "less-confident: without (confidenceCorrect) - with (confidenceCorrect)",
    "under-confident: with (accuracyMinusConfidence)",
  ],
};

Deno.test("the claims of the paper, and ours, are there", () => {
  assertEquals([...CLAIMS.keys()].toSorted(), Object.keys(DECLARED));
  for (const [name, [place, ...texts]] of Object.entries(DECLARED)) {
    const { source, assertions } = claimOf(name);
    if (place.startsWith("ours")) assertEquals(source, place);
    else assertMatch(source, /arXiv:2109\.09016, abstract/);
    assert(source.endsWith(place), source);
    // What compares a condition with others is looked at below.
    if (texts.length === 0) continue;
    assertEquals(
      assertions.map((each) => `${each.name}: ${text(each)}`),
      texts,
    );
  }
});

for (const claim of CLAIMS.values()) {
  const { name, cells, assertions } = claim;
  const file = `${name.replaceAll("-", "_")}_bench.ts`;

  Deno.test(`${file} declares a claim that can be decided`, async () => {
    assert((await Deno.stat(new URL(file, FOLDER))).isFile);
    assertGreater(assertions.length, 0);
    for (const assertion of assertions) {
      if (!("bound" in assertion)) continue;
      // Or an interval above 0 would contradict nothing.
      assertGreater(assertion.bound + assertion.margin, 0, assertion.name);
    }
  });

  Deno.test(`${file} leaves no cell unused, and compares what is paired`, () => {
    const used = statementsOf(claim).flatMap((statement) =>
      contrastsOf(statement).flatMap((terms) => {
        const sum = terms.reduce((total, { weight }) => total + weight, 0);
        const isValue = terms.length === 1 && terms[0]!.weight === 1;
        assert(sum === 0 || isValue, `${statement.name}: ${text(statement)}`);
        return terms.map(({ cell }) => cell);
      })
    );
    assertEquals([...new Set(used)].sort(), Object.keys(cells).sort());
    const offset = Object.entries(cells)
      .filter(([, { seedOffset = 0 }]) => seedOffset !== 0);
    assertEquals(
      offset.map(([cell]) => cell),
      name === "control" ? ["without, other seeds"] : [],
    );
  });

  Deno.test(`${file} looks at epochs and layers that there are`, () => {
    for (const statement of statementsOf(claim)) {
      for (const { cell, inference, epoch } of contrastsOf(statement).flat()) {
        const { head = "plain", epochs, checkpoints = [] } = cells[cell]!;
        const where = `${statement.name}: ${cell}, ${epoch}`;
        if (inference !== undefined) {
          const recipe = { ...REFERENCE_RECIPE, ...cells[cell], head };
          assertEquals(
            INFERENCES[inference].obstacle(recipe),
            undefined,
            where,
          );
        }
        if (epoch === undefined) continue;
        // What takes the training images is measured at the end.
        assert(
          ["as-trained", "layer-removed"].includes(inference ?? "as-trained"),
        );
        assert([...checkpoints, epochs].includes(epoch), where);
      }
    }
  });

  Deno.test(`${file} asks for trials that a worker accepts, and leaves nothing out`, () => {
    for (const minority of [["spot"], ["spot", "rust"]]) {
      const specs = specsOf(studyOf(claim, { minority }));
      assertEquals(specs.map((spec) => trialSpec.parse(spec)), specs);
    }
    const { leftOut, ...study } = studyOf(claim);
    assertEquals(leftOut, []);
    assertEquals(study.assertions, assertions);
    assertEquals(study.measures, claim.measures ?? []);
  });
}

Deno.test("claims of the paper are no controls, and the control is", () => {
  const others = [...CLAIMS.values()].flatMap(({ name, role }) =>
    role === undefined ? [] : [[name, role]]
  );
  assertEquals(others, [
    ["ranking", "extension"],
    ["remedies", "extension"],
    ["control", "control"],
  ]);
});

Deno.test("every claim on the gain calls the same difference small", () => {
  const others = new Set(["headline", "null", "sooner", "auroc"]);
  for (const { name, assertions } of CLAIMS.values()) {
    for (const assertion of assertions) {
      if (others.has(assertion.name)) continue;
      assertEquals(assertion.margin, 0.05, `${name}/${assertion.name}`);
    }
  }
});

Deno.test("gain_bench.ts asks for a gain, and for the headline's 15 points", () => {
  const numbers = claimOf("gain").assertions.map((assertion) => [
    "bound" in assertion && assertion.bound,
    assertion.margin,
  ]);
  assertEquals(numbers, [[0, 0.05], [0.15, 0]]);
});

Deno.test("inference_bench.ts says what part of the gain is retained", () => {
  const [retained] = claimOf("inference").measures!;
  assertEquals(
    text(retained!),
    "with (layer-removed) - without; with - without",
  );
});

/** What the conditions of a claim's first assertion change, in both arms. */
function gridOf<Setting extends keyof Cell>(
  name: string,
  setting: Setting,
): (Cell[Setting] | undefined)[] {
  const { cells, assertions: [first] } = claimOf(name);
  return contrastsOf(first!).map((of) => {
    const [treated, plain] = of.map(({ cell }) => cells[cell]![setting]);
    assertEquals(treated, plain);
    return treated;
  });
}

Deno.test("threshold_bench.ts goes from all but none to no imbalance", () => {
  assertEquals(
    gridOf("threshold", "minorityCount"),
    [2, 5, 10, 20, 50, 100, 200, 500, 1000],
  );
});

Deno.test("batch_size_bench.ts goes through batches of 8 to 256", () => {
  assertEquals(gridOf("batch-size", "batchSize"), [8, 16, 32, 64, 128, 256]);
});

Deno.test("generality_bench.ts alone is about many sites", () => {
  const pooled = [...CLAIMS.values()].filter((each) => leastSites(each) > 1);
  assertEquals(pooled.map(({ name }) => name), ["generality"]);
});

Deno.test("majority_bench.ts keeps its minority classes, and adds a majority", () => {
  const specs = specsOf(studyOf(claimOf("majority"))).slice(0, 4);
  for (const { minority } of specs) assertEquals(minority, ["spot", "rust"]);
  const [one, two] = [["healthy"], ["healthy", "blight"]];
  assertEquals(specs.map(({ majority }) => majority), [one, one, two, two]);
});

Deno.test("sigmoid_bench.ts tries both forms of sigmoid against softmax", () => {
  const outputs = Object.entries(claimOf("sigmoid").cells)
    .map(([cell, { outputs }]) => [cell.split(", ")[1], outputs]);
  assertEquals(Object.fromEntries(outputs), {
    softmax: undefined,
    sigmoid: "sigmoid",
    "single logit": "single-logit",
  });
});

Deno.test("training_length_bench.ts trains ten times as long, and looks on the way", () => {
  const { epochs } = siteOf({ epochs: 10 });
  for (const cell of Object.values(claimOf("training-length").cells)) {
    assertEquals(cell.epochs, 10 * epochs);
    assert(cell.checkpoints!.includes(epochs));
  }
});

Deno.test("control_bench.ts holds copies, guessing and a placebo against the layer", () => {
  const { cells } = claimOf("control");
  const { seedOffset, ...copy } = cells["without, other seeds"]!;
  assertEquals<Cell>(copy, cells.without!);
  // No run has so many seeds that the copies meet.
  assertGreater(seedOffset!, 10_000);
  assertEquals(
    ["affine only", "centring only", "division only"].map((part) =>
      cells[part]!.head
    ),
    ["final-affine", "final-center", "final-scale"],
  );
});

Deno.test("remedies_bench.ts compares every remedy with the layer, each alone", () => {
  const { cells, assertions } = claimOf("remedies");
  const { with: layer, without, ...others } = cells;
  assertEquals([layer, without], [
    { head: "final-batch-norm" },
    { head: "plain" },
  ]);
  assertEquals(
    assertions.map((each) => [each.name, text(each)]),
    [
      ...Object.keys(others).map((cell) => [
        cell.replace(" ", "-"),
        `with - ${cell}`,
      ]),
      // No training of its own.
      ["post-hoc-logit-adjustment", "with - without (adjusted)"],
    ],
  );
  for (const [name, cell] of Object.entries(others)) {
    assertEquals(Object.keys(cell).length, 1, name);
  }
  assertEquals(
    Object.values(others).flatMap(({ remedy = [] }) => remedy),
    REMEDIES.filter((remedy) => remedy !== "none"),
  );
});

Deno.test("ranking_bench.ts asks for 2 points of AUROC, and for 5 of F1", () => {
  const { assertions, measures } = claimOf("ranking");
  assertEquals(
    assertions.map((
      each,
    ) => [each.name, "bound" in each && each.bound, each.margin]),
    [["auroc", 0, 0.02], ["threshold", 0, 0.05]],
  );
  assertEquals(
    text(measures![0]!),
    "without (adjusted) - without; with - without",
  );
});

Deno.test("claims on the same trials share them", () => {
  const shared = ["gain", "inference", "uncertainty", "generality", "ranking"]
    .map(
      (name) => specsOf(studyOf(claimOf(name))),
    );
  for (const specs of shared) assertEquals(specs, shared[0]);
});
