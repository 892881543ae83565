/** Every bench file declares what its header says, and what can be decided. */
import {
  assert,
  assertEquals,
  assertGreater,
  assertStringIncludes,
} from "@std/assert";
import type {
  Assertion,
  Measure,
  MetricName,
} from "../../bench/study/assertion.ts";
import type { Cell, Claim } from "../../bench/study/claim.ts";
import { isPooled, LEAST_SITES } from "../../bench/study/decide_studies.ts";
import { minimumSeeds } from "../../statistics/minimum_seeds.ts";
import { contrastsOf, planStudy, studySpecs } from "../../bench/study/study.ts";
import { trialSpec } from "../../bench/trials/trial.ts";
import { BENCH, loadClaims } from "./_load_claims.ts";
import { drawable, metricsOf, settingsOf, siteOf } from "./_trials.ts";
import { REMEDIES } from "../../models/training/recipe.ts";

const CLAIMS = new Map(
  (await loadClaims()).map((claim) => [claim.name, claim]),
);

/** A claim of ours, by name. */
function claimOf(name: string): Claim {
  const claim = CLAIMS.get(name);
  assert(claim !== undefined, `there is no claim ${name}`);
  return claim;
}

function statementsOf(claim: Claim): (Assertion | Measure)[] {
  return [...claim.assertions, ...claim.measures ?? []];
}

/** A claim where there are classes and images enough. */
function studyOf(claim: Claim, { minority = ["spot"] } = {}) {
  const site = siteOf({ majority: ["healthy"], minority });
  return planStudy(claim, { site, seeds: 20, dataset: drawable() });
}

/** What of an assertion decides its verdict, by its name. */
function assertionsOf(name: string) {
  return Object.fromEntries(
    claimOf(name).assertions.map((assertion) => {
      const { kind, margin } = assertion;
      const of = "along" in assertion ? assertion.along : assertion.of;
      const bound = "bound" in assertion ? assertion.bound : undefined;
      return [assertion.name, { kind, margin, bound, of }];
    }),
  );
}

/** A contrast in one line, such as `"with - without"`. */
function text(statement: Assertion | Measure): string {
  return contrastsOf(statement).map((terms) =>
    terms.map(({ cell, weight, inference, metric, epoch, reaches }, at) => {
      const sign = weight < 0 ? "- " : at === 0 ? "" : "+ ";
      const how = [inference, metric, epoch, reaches]
        .filter((each) => each !== undefined);
      return sign + cell + (how.length === 0 ? "" : ` (${how.join(", ")})`);
    }).join(" ")
  ).join("; ");
}

/** The contrasts of a claim's assertions, by their names. */
function texts(name: string): Record<string, string> {
  return Object.fromEntries(
    claimOf(name).assertions.map((each) => [each.name, text(each)]),
  );
}

Deno.test("the claims of the paper, and ours, are there", () => {
  assertEquals([...CLAIMS.keys()], [
    "batch-size",
    "control",
    "gain",
    "generality",
    "inference",
    "majority",
    "remedies",
    "sigmoid",
    "threshold",
    "training-length",
    "uncertainty",
  ]);
});

Deno.test("every claim of the paper's abstract names its place there", () => {
  const headed = { threshold: "(ii)", "batch-size": "(iii)", sigmoid: "(vi)" };
  const numbers = {
    ...{ inference: "(i)", generality: "(iv)", majority: "(v)" },
    ...headed,
  };
  for (const [name, number] of Object.entries(numbers)) {
    const { source } = claimOf(name);
    assertStringIncludes(source, "arXiv:2109.09016");
    assert(source.endsWith(`, ${number}`), source);
  }
});

for (const claim of CLAIMS.values()) {
  const { name, cells, assertions } = claim;
  const file = `${name.replaceAll("-", "_")}_bench.ts`;

  Deno.test(`${file} declares a claim that can be decided`, async () => {
    assert((await Deno.stat(new URL(file, BENCH))).isFile);
    assert(claim.sentence !== "" && claim.source !== "");
    assert(minimumSeeds(claim.level) <= settingsOf().seeds);
    assertGreater(assertions.length, 0);
    for (const assertion of assertions) {
      const { margin } = assertion;
      assert(assertion.says !== "");
      assert(margin >= 0 && Number.isFinite(margin));
      if ("bound" in assertion) {
        assert(Number.isFinite(assertion.bound));
        assert(
          assertion.bound + margin > 0,
          `${assertion.name}: an interval above 0 would contradict nothing`,
        );
      } else {
        assertGreater(margin, 0, assertion.name);
      }
      if (assertion.kind === "equivalent") {
        assertGreater(assertion.largest, margin, assertion.name);
      }
    }
  });

  Deno.test(`${file} names each of its statements once, and says each once`, () => {
    const statements = statementsOf(claim);
    for (const key of ["name", "says"] as const) {
      const all = statements.map((statement) => statement[key]);
      assertEquals([...new Set(all)], all);
    }
  });

  Deno.test(`${file} looks at cells that there are, and leaves none unused`, () => {
    const used = new Set<string>();
    for (const statement of statementsOf(claim)) {
      for (const terms of contrastsOf(statement)) {
        assertGreater(terms.length, 0, statement.name);
        for (const { cell } of terms) {
          assert(cell in cells, `${statement.name}: ${cell}`);
          used.add(cell);
        }
      }
    }
    assertEquals([...used].sort(), Object.keys(cells).sort());
  });

  Deno.test(`${file} looks at metrics, epochs and layers that there are`, () => {
    const metrics = metricsOf();
    for (const statement of statementsOf(claim)) {
      for (const term of contrastsOf(statement).flat()) {
        const { cell, inference, metric = "minorityF1", epoch } = term;
        const { head = "plain", epochs, checkpoints = [] } = cells[cell]!;
        const where = `${statement.name}: ${cell}`;
        assertEquals(typeof metrics[metric as MetricName], "number", where);
        if (inference === "layer-removed") assert(head !== "plain", where);
        if (epoch === undefined) continue;
        assert([...checkpoints, epochs].includes(epoch), `${where}, ${epoch}`);
      }
    }
  });

  Deno.test(`${file} compares what is paired: contrasts add up to 0`, () => {
    for (const statement of statementsOf(claim)) {
      for (const terms of contrastsOf(statement)) {
        const sum = terms.reduce((total, { weight }) => total + weight, 0);
        const isValue = terms.length === 1 && terms[0]!.weight === 1;
        assert(sum === 0 || isValue, `${statement.name}: ${text(statement)}`);
      }
    }
  });

  Deno.test(`${file} asks for trials that a worker accepts`, () => {
    for (const minority of [["spot"], ["spot", "rust"]]) {
      const specs = studySpecs(studyOf(claim, { minority }));
      assertEquals(specs.map((spec) => trialSpec.parse(spec)), specs);
    }
  });

  Deno.test(`${file} leaves nothing out of two classes with images enough`, () => {
    const { leftOut, ...study } = studyOf(claim);
    assertEquals(leftOut, []);
    assertEquals(study.assertions, assertions);
    assertEquals(study.measures, claim.measures ?? []);
  });

  Deno.test(`${file} gives arms the same seeds, unless that is its point`, () => {
    const offset = Object.entries<Cell>(cells)
      .filter(([, { seedOffset = 0 }]) => seedOffset !== 0);
    assertEquals(
      offset.map(([cell]) => cell),
      name === "control" ? ["without, other seeds"] : [],
    );
  });
}

Deno.test("claims of the paper are no controls, and the control is", () => {
  const controls = [...CLAIMS.values()].filter(({ role }) =>
    role === "control"
  );
  assertEquals(controls.map(({ name }) => name), ["control"]);
  const beside = [...CLAIMS.values()].filter(({ role }) =>
    role === "extension"
  );
  assertEquals(beside.map(({ name }) => name), ["remedies"]);
});

Deno.test("every claim on the gain calls the same difference small", () => {
  const others = new Set(["headline", "null", "sooner"]);
  for (const { name, assertions } of CLAIMS.values()) {
    for (const assertion of assertions) {
      if (others.has(assertion.name)) continue;
      assertEquals(assertion.margin, 0.05, `${name}/${assertion.name}`);
    }
  }
});

Deno.test("gain_bench.ts asks for a gain, and for the headline's 15 points", () => {
  const { positive, headline } = assertionsOf("gain");
  assertEquals([positive!.bound, positive!.margin], [0, 0.05]);
  assertEquals([headline!.bound, headline!.margin], [0.15, 0]);
  assertEquals(texts("gain"), {
    positive: "with - without",
    headline: "with - without",
  });
});

Deno.test("inference_bench.ts takes the layer off one arm alone", () => {
  assertEquals(texts("inference"), {
    kept: "with (layer-removed) - without",
  });
  const [retained] = claimOf("inference").measures!;
  assertEquals(
    text(retained!),
    "with (layer-removed) - without; with - without",
  );
});

Deno.test("threshold_bench.ts goes from all but none to no imbalance", () => {
  const [{ cells: grid, assertions: [peak] }] = [claimOf("threshold")];
  assert(peak?.kind === "peak");
  const counts = peak.along.map(({ of }) => {
    const [treated, plain] = of.map(({ cell }) => grid[cell]!.minorityCount!);
    assertEquals(treated, plain);
    return treated!;
  });
  assertEquals(counts, [2, 5, 10, 20, 50, 100, 200, 500, 1000]);
});

Deno.test("batch_size_bench.ts goes through batches of 8 to 256", () => {
  const [{ cells: grid, assertions: [differ] }] = [claimOf("batch-size")];
  assert(differ?.kind === "differ");
  const sizes = differ.along.map(({ of }) => grid[of[0]!.cell]!.batchSize);
  assertEquals(sizes, [8, 16, 32, 64, 128, 256]);
});

Deno.test("generality_bench.ts pools what it checks at each site", () => {
  const pooled = [...CLAIMS.values()].filter(isPooled);
  assertEquals(pooled.map(({ name }) => name), ["generality"]);
  assertGreater(LEAST_SITES, 2);
  assertEquals(texts("generality"), {
    here: "with - without",
    pooled: "with - without",
  });
});

Deno.test("majority_bench.ts keeps its minority classes, and adds a majority", () => {
  const { majority, minority } = Object.fromEntries(
    (["majority", "minority"] as const).map((role) => [
      role,
      studySpecs(studyOf(claimOf("majority"))).slice(0, 4)
        .map((spec) => spec[role].join(" ")),
    ]),
  );
  assertEquals(new Set(minority), new Set(["spot rust"]));
  assertEquals(majority, [
    ...["healthy", "healthy"],
    ...["healthy blight", "healthy blight"],
  ]);
  assertEquals(texts("majority"), {
    one: "with, one majority - without, one majority",
    two: "with, two majorities - without, two majorities",
    contrast: "with, one majority - without, one majority " +
      "- with, two majorities + without, two majorities",
  });
  assertEquals(assertionsOf("majority").two!.kind, "equivalent");
});

Deno.test("sigmoid_bench.ts tries both forms of sigmoid against softmax", () => {
  const outputs = Object.entries(claimOf("sigmoid").cells)
    .map(([cell, { outputs }]) => [cell.split(", ")[1], outputs]);
  assertEquals(
    Object.fromEntries(outputs),
    {
      softmax: undefined,
      sigmoid: "sigmoid",
      "single logit": "single-logit",
    },
  );
  assertEquals(texts("sigmoid"), {
    "per-class": "with, sigmoid - without, sigmoid",
    "single-logit": "with, single logit - without, single logit",
    contrast: "with, softmax - without, softmax " +
      "- with, sigmoid + without, sigmoid",
  });
});

Deno.test("training_length_bench.ts trains ten times as long, and looks on the way", () => {
  const { cells } = claimOf("training-length");
  const { epochs } = siteOf({ epochs: 10 });
  for (const cell of Object.values<Cell>(cells)) {
    assertEquals(cell.epochs, 10 * epochs);
    assert(cell.checkpoints!.includes(epochs));
  }
  assertEquals(texts("training-length"), {
    lasting: "with, 100 epochs - without, 100 epochs",
    // A saving: the plain arm's epochs come first.
    sooner: "without, 100 epochs (0.5) - with, 100 epochs (0.5)",
  });
});

Deno.test("uncertainty_bench.ts looks for confidence that falls, and falls short", () => {
  assertEquals(texts("uncertainty"), {
    "less-confident": "without (confidenceCorrect) - with (confidenceCorrect)",
    "under-confident": "with (accuracyMinusConfidence)",
  });
});

Deno.test("control_bench.ts holds copies, guessing and a placebo against the layer", () => {
  assertEquals(texts("control"), {
    null: "without, other seeds - without",
    skill: "with (mcc)",
    placebo: "with - without - affine only + without",
  });
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

Deno.test("remedies_bench.ts holds every remedy against the layer, each alone", () => {
  const { cells, assertions } = claimOf("remedies");
  const { with: layer, without, ...others } = cells;
  assertEquals([layer, without], [
    { head: "final-batch-norm" },
    { head: "plain" },
  ]);
  for (const [name, cell] of Object.entries<Cell>(others)) {
    assertEquals(texts("remedies")[name.replace(" ", "-")], `with - ${name}`);
    assertEquals(Object.keys(cell).length, 1, name);
  }
  assertEquals(assertions.length, Object.keys(others).length);
  assertEquals(
    Object.values<Cell>(others).flatMap(({ remedy = [] }) => remedy),
    REMEDIES.filter((remedy) => remedy !== "none"),
  );
});

Deno.test("claims on the same trials share them", () => {
  const shared = ["gain", "inference", "uncertainty", "generality"].map(
    (name) => studySpecs(studyOf(claimOf(name))),
  );
  for (const specs of shared) assertEquals(specs, shared[0]);
});
