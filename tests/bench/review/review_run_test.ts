import { assertEquals, assertStringIncludes } from "@std/assert";
import { reviewRun } from "../../../bench/review/review_run.ts";
import type {
  DocumentStatement,
  RunDocument,
} from "../../../reports/document.ts";
import type { Verdict } from "../../../statistics/verdict.ts";
import {
  DECIDED,
  NOTHING,
  reviewOf,
  runOf,
  SPENT,
  withScores,
} from "./_reviewed.ts";

/** Scores that another processor may give. */
const elsewhere = (run: RunDocument) =>
  withScores(run, (score) => score - 1e-9);

/** In what the only assertion of a run departs from a reviewed run. */
function departureOf(run: RunDocument, reviewed: RunDocument) {
  const { claims } = reviewRun(run, {
    profile: "quick",
    reviewed: reviewOf(reviewed, "a reason"),
  });
  return claims[0]?.statements[0]?.departure;
}

function withVerdict(verdict: Verdict, seeds = 12): Partial<DocumentStatement> {
  const evidence = verdict === "inconclusive" ? SPENT : DECIDED;
  return { verdict, seeds, evidence };
}

Deno.test("reviewRun() finds no departure in a run that is as reviewed", () => {
  for (
    const verdict of ["supported", "contradicted", "inconclusive"] as const
  ) {
    const run = runOf(withVerdict(verdict));
    assertEquals(departureOf(run, run), undefined);
    assertEquals(departureOf(elsewhere(run), run), undefined);
  }
});

Deno.test("reviewRun() tells the opposite, what is lost, and what is no more than a notice", () => {
  const cases = [
    ["contradicted", 12, "supported", 12, "opposite"],
    ["supported", 48, "contradicted", 40, "opposite"],
    ["inconclusive", 48, "supported", 16, "lost"],
    ["inconclusive", 48, "contradicted", 8, "lost"],
    // Reviewed after more than a third of the seeds.
    ["inconclusive", 48, "supported", 18, "notice"],
    ["supported", 12, "inconclusive", 48, "notice"],
    ["contradicted", 12, "inconclusive", 48, "notice"],
  ] as const;
  for (const [verdict, seeds, expected, then, check] of cases) {
    const run = elsewhere(runOf(withVerdict(verdict, seeds)));
    const departure = departureOf(run, runOf(withVerdict(expected, then)));
    assertEquals(departure?.check, check, `${verdict}, ${expected}`);
  }
});

Deno.test("reviewRun() says what departs", () => {
  const textOf = (now: Verdict, then: Verdict) =>
    departureOf(
      elsewhere(runOf(withVerdict(now, 48))),
      runOf(withVerdict(then)),
    )?.says;
  assertEquals(
    textOf("contradicted", "supported"),
    "contradicted, and was reviewed as supported",
  );
  assertEquals(
    textOf("inconclusive", "supported"),
    "open after 48 seeds: the review decided it with 12",
  );
  assertEquals(
    textOf("supported", "inconclusive"),
    "supported after 48 seeds, and was open when reviewed",
  );
});

Deno.test("reviewRun() does not miss a verdict in a run that was stopped", () => {
  const evidence = { ...SPENT, state: "open" as const };
  const run = elsewhere(runOf({ verdict: "inconclusive", evidence }));
  const departure = departureOf(run, runOf(withVerdict("supported")));
  assertEquals(departure, {
    check: "notice",
    says: "open after 12 seeds: the run was stopped",
  });
});

Deno.test("reviewRun() finds another question, whatever the verdict", () => {
  const cases = [
    [{ margin: 0.5 }, "its margin is 0.5, and was 0.05"],
    [{ bound: 0.1 }, "its bound is 0.1, and was 0"],
    [{ kind: "differ" }, "its kind is differ, and was greater"],
  ] as const;
  for (const [changes, says] of cases) {
    const departure = departureOf(runOf(changes), runOf());
    assertEquals(departure, {
      check: "rules",
      says: `${says}; the verdict is as reviewed`,
    });
  }
});

Deno.test("reviewRun() finds an assertion on scores that were not reviewed", () => {
  const run = runOf();
  for (const { terms } of run.claims[0]!.statements[0]!.series) {
    for (const term of terms) term.epoch = 2;
  }
  const departure = departureOf(run, runOf());
  assertEquals(departure?.check, "rules");
  assertStringIncludes(departure!.says, "gain/with, minorityF1 after epoch 2");
});

Deno.test("reviewRun() finds other rules, where the same scores give another verdict", () => {
  const now = runOf(withVerdict("inconclusive", 48));
  const then = runOf(withVerdict("supported", 40));
  assertEquals(departureOf(now, then)?.check, "rules");
  // Of a part of a profile, the rest may have made the difference.
  const both = reviewOf({
    ...then,
    claims: [...then.claims, { ...then.claims[0]!, name: "other" }],
  });
  const { claims } = reviewRun(now, { profile: "quick", reviewed: both });
  assertEquals(claims[0]?.statements[0]?.departure?.check, "notice");
});

Deno.test("reviewRun() compares a verdict without evidence with its opposite alone", () => {
  const reviewed = {
    ...NOTHING,
    expectations: {
      quick: {
        verdicts: {
          "leaves small-cnn": {
            "gain/positive": { verdict: "supported" as const },
          },
        },
      },
    },
  };
  const checkOf = (verdict: Verdict) => {
    const run = runOf(withVerdict(verdict));
    const { claims, review } = reviewRun(run, { profile: "quick", reviewed });
    assertEquals(review, undefined);
    return claims[0]?.statements[0]?.departure?.check;
  };
  assertEquals(checkOf("supported"), undefined);
  assertEquals(checkOf("inconclusive"), "notice");
  assertEquals(checkOf("contradicted"), "opposite");
});

Deno.test("reviewRun() compares a run of no profile with nothing", () => {
  const run = runOf(withVerdict("contradicted"));
  const reviewed = reviewOf(runOf());
  assertEquals(reviewRun(run, { profile: undefined, reviewed }), {
    review: undefined,
    claims: run.claims,
  });
  // Nor what was never reviewed.
  const other = reviewRun(run, { profile: "standard", reviewed: NOTHING });
  assertEquals(other.claims[0]?.statements[0]?.departure, undefined);
});
