import { assert, assertEquals, assertThrows } from "@std/assert";
import { z } from "zod";
import reviewed from "../../../bench/expected.json" with { type: "json" };
import {
  assertionKey,
  expectedVerdict,
  placeOf,
  readExpectations,
  reviewedEvidence,
} from "../../../bench/study/expectations.ts";
import { isAssertion } from "../../../bench/study/kinds/mod.ts";
import { placedStatements } from "../../../bench/study/standings.ts";
import { planStudies } from "../../../bench/run/plan_studies.ts";
import { type ProfileName, PROFILES } from "../../../bench/study/profiles.ts";
import { readOptions } from "../../../bench/run/settings/options.ts";
import { readSites } from "../../../bench/run/settings/read_sites.ts";
import { siteName } from "../../../bench/study/site.ts";
import { leaves } from "../../../datasets/leaves/leaves_dataset.ts";
import { loadClaims } from "../../../bench/study/load_claims.ts";
import { CLAIM, POSITIVE, siteOf } from "../_trials.ts";

const KNOWN = readExpectations({
  quick: {
    verdicts: {
      "leaves small-cnn": {
        "gain/positive": { verdict: "supported" },
        "control/skill": { verdict: "supported", role: "control" },
        "gain/none": { verdict: "contradicted", reason: "it gains as much" },
      },
      "leaves small-cnn + leaves mlp": {
        "gain/positive": { verdict: "inconclusive", reason: "two are too few" },
      },
    },
  },
});

/** What was found at sites, by the name of its assertion. */
function findingOf(name = "positive", sites = [siteOf()]) {
  return { claim: CLAIM, statement: { ...POSITIVE, name }, sites };
}

Deno.test("expectedVerdict() finds what was reviewed, there and in that profile", () => {
  const together = [siteOf(), siteOf({ model: "mlp" })];
  const elsewhere = [siteOf({ dataset: "mnist" })];
  const cases = [
    [findingOf(), "quick", "supported"],
    [findingOf("none"), "quick", "contradicted"],
    [findingOf("positive", together), "quick", "inconclusive"],
    [findingOf("other"), "quick", undefined],
    [findingOf("positive", elsewhere), "quick", undefined],
    [findingOf("positive", together.slice(1)), "quick", undefined],
    [
      { ...findingOf(), claim: { ...CLAIM, name: "other" } },
      "quick",
      undefined,
    ],
    [findingOf(), "standard", undefined],
    // A run that was changed is compared with nothing.
    [findingOf(), undefined, undefined],
  ] as const;
  for (const [finding, profile, verdict] of cases) {
    const found = expectedVerdict(finding, profile, KNOWN);
    assertEquals(found, verdict, `${assertionKey(finding)}, ${profile}`);
  }
});

Deno.test("assertionKey() names the sites, the claim and the assertion", () => {
  const sites = [siteOf(), siteOf({ dataset: "mnist", model: "mlp" })];
  assertEquals(placeOf(sites), "leaves small-cnn + mnist mlp");
  assertEquals(
    assertionKey(findingOf("positive", sites)),
    "gain/positive on leaves small-cnn + mnist mlp",
  );
});

/** One expectation, as it stands in the file. */
function quickly(expectation: unknown) {
  return { quick: { verdicts: { here: { "a/b": expectation } } } };
}

Deno.test("reviewedEvidence() has what each assertion was decided with", () => {
  const found = {
    kind: "greater",
    bound: 0,
    margin: 0.05,
    isTouching: false,
    isFirm: true,
    seeds: 16,
    support: 5.5,
    contradiction: -2,
    lower: 0.1,
    upper: null,
    firstMean: 0.25,
  };
  const known = readExpectations({
    quick: {
      verdicts: {
        "leaves small-cnn": {
          "gain/positive": { verdict: "supported", found },
          "gain/none": {
            verdict: "contradicted",
            reason: "it gains",
            found: { ...found, isTouching: true, contradiction: null },
          },
          "control/skill": { verdict: "supported", role: "control" },
        },
      },
      claims: {
        gain: {
          drawn: "contradicted",
          support: -1,
          contradiction: 4.5,
        },
      },
    },
  });
  assertEquals(
    [...reviewedEvidence([siteOf()], "quick", known).assertions],
    [
      ["gain/positive on leaves small-cnn", {
        family: "primary",
        isTouching: false,
        support: 5.5,
        contradiction: -2,
      }],
      ["gain/none on leaves small-cnn", {
        family: "primary",
        isTouching: true,
        support: 5.5,
        contradiction: -Infinity,
      }],
      // Reviewed with older statistics: a verdict is no evidence.
      ["control/skill on leaves small-cnn", {
        family: "control",
        isTouching: false,
        support: -Infinity,
        contradiction: -Infinity,
      }],
    ],
  );
  assertEquals([...reviewedEvidence([siteOf()], "quick", known).claims], [
    ["gain", {
      drawn: "contradicted",
      family: "primary",
      isTouching: true,
      support: -1,
      contradiction: 4.5,
    }],
    // It was not recorded of this one.
    ["control", {
      drawn: "inconclusive",
      family: "control",
      isTouching: false,
      support: -Infinity,
      contradiction: -Infinity,
    }],
  ]);
  assertEquals(reviewedEvidence([siteOf()], undefined, known).claims.size, 0);
});

Deno.test("readExpectations() wants a reason for what differs from the paper", () => {
  for (const verdict of ["contradicted", "inconclusive"]) {
    assertThrows(
      () => readExpectations(quickly({ verdict })),
      z.ZodError,
      "a verdict that differs from the paper needs its reason",
    );
  }
});

Deno.test("readExpectations() refuses unknown profiles, keys and verdicts", () => {
  for (
    const entry of [
      { quikc: {} },
      { quick: {} },
      { quick: { family: 1, verdicts: {} } },
      quickly({ verdict: "maybe" }),
      quickly({ verdict: "supported", since: 2026 }),
      quickly("supported"),
      [],
    ]
  ) assertThrows(() => readExpectations(entry), z.ZodError);
  assertEquals(readExpectations({}), {});
});

Deno.test("expected.json names profiles, sites and assertions that there are", async () => {
  const claims = await loadClaims();
  const names = claims.flatMap(({ name, assertions }) =>
    assertions.map((assertion) => `${name}/${assertion.name}`)
  );
  const all = readExpectations(reviewed);
  for (const [profile, { verdicts: places }] of Object.entries(all)) {
    const sites = await readSites(
      readOptions([]),
      PROFILES[profile as ProfileName],
    );
    const known = sites.map(siteName);
    for (const [place, verdicts] of Object.entries(places)) {
      for (const name of place.split(" + ")) {
        assert(known.includes(name), `${profile}: ${name}`);
      }
      for (const name of Object.keys(verdicts)) {
        assert(names.includes(name), `${profile}: ${name} on ${place}`);
      }
    }
  }
});

Deno.test({
  name: "expected.json expects a verdict of every assertion by default",
  fn: async () => {
    const dataset = await leaves.load({
      data: undefined,
      images: undefined,
      cache: "",
    }, { size: 32 });
    const { studies } = planStudies(await loadClaims(), {
      settings: {
        sites: await readSites(readOptions([]), PROFILES.quick),
        seeds: PROFILES.quick.seeds,
      },
      data: {
        source: { cache: "" },
        datasetOf: () => dataset,
        nearCopiesOf: () => undefined,
      },
    });
    for (
      const { claim, statement, studies: own } of placedStatements(studies)
    ) {
      if (!isAssertion(statement) || own.length > 1) continue;
      const sites = own.map(({ site }) => site);
      const finding = { claim, statement, sites };
      const verdict = expectedVerdict(finding, "quick");
      assert(verdict !== undefined, assertionKey(finding));
    }
  },
});
