import { assertEquals, assertThrows } from "@std/assert";
import { assertPaired } from "../../../bench/study/_assert_paired.ts";
import type {
  TrialResult,
  TrialSpec,
  TrialStart,
} from "../../../bench/trials/trial.ts";
import { failedTrial, okTrial, SPEC } from "../_trials.ts";

const START: TrialStart = { draw: "d1", weights: "w1", order: "o1" };

/** A trial with where it began. */
function begun(
  spec: Partial<TrialSpec>,
  start: Partial<TrialStart> = {},
): TrialResult {
  return { ...okTrial(spec, 0.5), start: { ...START, ...start } };
}

/** Two trials, of which one began elsewhere in one part. */
function pair(part: keyof TrialStart, changes: Partial<TrialSpec>) {
  return [begun({ head: "plain" }), begun(changes, { [part]: "other" })];
}

const NAMES = {
  draw: "drawn images",
  weights: "initial weights",
  order: "order of batches",
} as const;
const PARTS = Object.keys(NAMES) as (keyof TrialStart)[];

Deno.test("assertPaired() takes arms that began alike", () => {
  assertPaired([begun({ head: "plain" }), begun({ head: "final-batch-norm" })]);
  assertPaired([]);
});

for (const part of PARTS) {
  Deno.test(`assertPaired() refuses arms that do not share the ${NAMES[part]}`, () => {
    const error = assertThrows(
      () => assertPaired(pair(part, { head: "final-batch-norm" })),
      Error,
    );
    assertEquals(
      error.message,
      "Cannot compare final-batch-norm with plain on leaves: of seed 7 they " +
        `do not share the ${NAMES[part]}. Next step: --fresh; if it stays ` +
        "so, the draw or the initial weights no longer depend on the seed alone",
    );
  });
}

/** What may be another start, by what of the spec is another. */
const MAY_DIFFER: [Partial<TrialSpec>, parts: (keyof TrialStart)[]][] = [
  [{ seed: 8 }, ["draw", "weights", "order"]],
  [{ dataset: "mnist" }, ["draw", "weights"]],
  [{ imageSize: 64 }, ["draw", "weights"]],
  [{ model: "mlp" }, ["weights"]],
  [{ weights: `sha256:${"0".repeat(64)}` }, ["weights"]],
  [{ fineTune: "last-layer" }, ["weights"]],
  [{ minorityCount: 50 }, ["draw", "order"]],
  [{ majorityCount: 50 }, ["draw", "order"]],
  [{ testCount: 50 }, ["draw"]],
  [{ minority: ["rust"], majority: ["healthy", "spot"] }, ["draw"]],
  [{ minority: ["spot", "mildew"] }, ["draw", "weights", "order"]],
  [{ batchSize: 8 }, []],
  [{ epochs: 100, checkpoints: [3] }, []],
  [{ bnMomentum: 0.5 }, []],
  [{ outputs: "sigmoid" }, []],
  [{ learningRate: 0.1 }, []],
];

for (const [changes, parts] of MAY_DIFFER) {
  Deno.test(`assertPaired() wants the same where ${JSON.stringify(changes)} changes nothing`, () => {
    for (const part of PARTS) {
      const results = pair(part, changes);
      if (parts.includes(part)) assertPaired(results);
      else assertThrows(() => assertPaired(results), Error, NAMES[part]);
    }
  });
}

Deno.test("assertPaired() lets a single logit have weights of its own", () => {
  const two = { majority: ["healthy"], minority: ["spot"] };
  const results = [
    begun(two),
    begun({ ...two, outputs: "single-logit" }, { weights: "other" }),
  ];
  assertPaired(results);
});

Deno.test("assertPaired() passes over trials that never began", () => {
  assertPaired([
    begun({ head: "plain" }),
    failedTrial({}),
    okTrial({ head: "final-affine" }, 0.5),
  ]);
  // The made-up trials do stand for the same seed.
  assertEquals(failedTrial({}).spec.seed, SPEC.seed);
});

Deno.test("assertPaired() finds one trial of many, in any order", () => {
  const many = Array.from({ length: 40 }, (_, at) =>
    begun({
      seed: Math.floor(at / 2),
      head: at % 2 === 0 ? "plain" : "final-batch-norm",
    }));
  assertPaired(many);
  const odd = many.with(31, begun(many[31]!.spec, { draw: "other" }));
  for (const results of [odd, odd.toReversed()]) {
    assertThrows(() => assertPaired(results), Error, "of seed 15 they");
  }
});
