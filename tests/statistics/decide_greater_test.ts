import { assertEquals } from "@std/assert";
import { bootstrapMean } from "../../statistics/bootstrap_mean.ts";
import { boundedMean } from "../../statistics/bounded_mean.ts";
import {
  decideGreater,
  type Evidence,
} from "../../statistics/decide_greater.ts";
import { signFlip } from "../../statistics/sign_flip.ts";
import { drawNormal } from "./_samples.ts";

const CLAIM = { bound: 0, margin: 0.02 };

function evidence(
  [lower, upper]: readonly [number, number],
  p: number,
): Evidence {
  const point = (lower + upper) / 2;
  return { estimate: { point, lower, upper, level: 0.95, runs: 10 }, p };
}

Deno.test("decideGreater() supports what interval and test both show", () => {
  assertEquals(decideGreater(evidence([0.01, 0.05], 0.01), CLAIM), "supported");
});

Deno.test("decideGreater() supports even less than the margin", () => {
  assertEquals(
    decideGreater(evidence([0.001, 0.01], 0.01), CLAIM),
    "supported",
  );
});

Deno.test("decideGreater() supports nothing on one of the two alone", () => {
  assertEquals(
    decideGreater(evidence([0.01, 0.05], 0.06), CLAIM),
    "inconclusive",
  );
  assertEquals(
    decideGreater(evidence([-0.01, 0.05], 0.01), CLAIM),
    "inconclusive",
  );
});

Deno.test("decideGreater() contradicts when nothing that matters is left", () => {
  assertEquals(
    decideGreater(evidence([-0.05, -0.01], 0.01), CLAIM),
    "contradicted",
  );
  assertEquals(
    decideGreater(evidence([-0.01, 0.019], 0.8), CLAIM),
    "contradicted",
  );
  assertEquals(
    decideGreater(evidence([0.001, 0.019], 0.06), CLAIM),
    "contradicted",
  );
});

Deno.test("decideGreater() never takes a large p-value for a contradiction", () => {
  assertEquals(
    decideGreater(evidence([-0.3, 0.3], 1), CLAIM),
    "inconclusive",
  );
});

Deno.test("decideGreater() needs more than equality at each end", () => {
  assertEquals(
    decideGreater(evidence([0, 0.05], 0.01), CLAIM),
    "inconclusive",
  );
  assertEquals(
    decideGreater(evidence([-0.02, 0.02], 0.8), CLAIM),
    "inconclusive",
  );
});

Deno.test("decideGreater() takes a p-value of just 1 - level", () => {
  for (const [level, p] of [[0.9, 0.1], [0.95, 0.05], [0.99, 0.01]] as const) {
    const { estimate } = evidence([0.01, 0.05], p);
    const at = (p: number) =>
      decideGreater({ estimate: { ...estimate, level }, p }, CLAIM);
    assertEquals(at(p), "supported", `level ${level}`);
    assertEquals(at(p + 1e-9), "inconclusive", `level ${level}`);
  }
});

Deno.test("decideGreater() measures from the bound", () => {
  const claim = { bound: 0.5, margin: 0.1 };
  assertEquals(decideGreater(evidence([0.51, 0.7], 0.01), claim), "supported");
  assertEquals(
    decideGreater(evidence([0.49, 0.7], 0.01), claim),
    "inconclusive",
  );
  assertEquals(
    decideGreater(evidence([0.3, 0.59], 0.6), claim),
    "contradicted",
  );
});

Deno.test("decideGreater() with no margin contradicts below the bound only", () => {
  const claim = { bound: 0, margin: 0 };
  assertEquals(
    decideGreater(evidence([-0.05, 0.001], 0.1), claim),
    "inconclusive",
  );
  assertEquals(
    decideGreater(evidence([-0.05, -0.001], 0.01), claim),
    "contradicted",
  );
});

Deno.test("decideGreater() contradicts nothing that a ceiling leaves room for", () => {
  const low = evidence([-0.05, 0.01], 0.3);
  const at = (ceiling: number) => decideGreater({ ...low, ceiling }, CLAIM);
  assertEquals(at(0.019), "contradicted");
  assertEquals(at(0.02), "inconclusive");
  assertEquals(at(0.5), "inconclusive");
  assertEquals(at(Infinity), "inconclusive");
});

Deno.test("decideGreater() measures a ceiling from the bound", () => {
  const claim = { bound: 0.5, margin: 0.1 };
  const low = evidence([0.3, 0.4], 0.01);
  assertEquals(decideGreater({ ...low, ceiling: 0.59 }, claim), "contradicted");
  assertEquals(decideGreater({ ...low, ceiling: 0.61 }, claim), "inconclusive");
});

Deno.test("decideGreater() supports whatever the ceiling", () => {
  const high = evidence([0.001, 0.01], 0.01);
  for (const ceiling of [-Infinity, -1, 0, 0.015, 1, Infinity]) {
    assertEquals(decideGreater({ ...high, ceiling }, CLAIM), "supported");
  }
});

Deno.test("decideGreater() has the interval's upper end for a ceiling", () => {
  const below = evidence([-0.01, 0.019], 0.8);
  const above = evidence([-0.01, 0.02], 0.8);
  for (const ceiling of [undefined, -Infinity, -0.5, 0.01]) {
    assertEquals(decideGreater({ ...below, ceiling }, CLAIM), "contradicted");
    assertEquals(decideGreater({ ...above, ceiling }, CLAIM), "inconclusive");
  }
});

Deno.test("decideGreater() asks few seeds that agree for more of them", () => {
  const decide = (seeds: number) => {
    const differences = new Array<number>(seeds).fill(-0.1);
    const { upper } = boundedMean(differences, { largest: 0.5, seed: 1 });
    return decideGreater({
      estimate: bootstrapMean(differences, { seed: 1 }),
      p: signFlip(differences, { seed: 1 }).p,
      ceiling: upper,
    }, CLAIM);
  };
  // -0.1 + 0.6 * (1 - 0.025**(1 / n)) is below 0.02 from 17 seeds on.
  assertEquals(decide(10), "inconclusive");
  assertEquals(decide(15), "inconclusive");
  assertEquals(decide(19), "contradicted");
});

Deno.test("decideGreater() finds what is there, absent and unclear", () => {
  const decide = (differences: readonly number[]) =>
    decideGreater({
      estimate: bootstrapMean(differences, { seed: 1 }),
      p: signFlip(differences, { seed: 1 }).p,
    }, CLAIM);
  const around = (mean: number, spread: number) =>
    drawNormal(5, 12).map((each) => mean + spread * each);
  assertEquals(decide(around(0.1, 0.02)), "supported");
  assertEquals(decide(around(-0.1, 0.02)), "contradicted");
  assertEquals(decide(around(0, 0.3)), "inconclusive");
});
