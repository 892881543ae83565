import { assertEquals, assertThrows } from "@std/assert";
import {
  acceptVerdicts,
  type VerdictStatement,
} from "../../../bench/study/accept_verdicts.ts";
import {
  type Expectations,
  readExpectations,
} from "../../../bench/study/expectations.ts";
import { UsageError } from "../../../bench/study/usage_error.ts";

const FOUND: VerdictStatement = {
  claim: "gain",
  name: "positive",
  place: "leaves mlp",
  role: "primary",
  verdict: "supported",
};

const OPEN: VerdictStatement = {
  ...FOUND,
  name: "headline",
  verdict: "inconclusive",
};

/** Accepts the verdicts of a quick run. */
function accept(
  known: Expectations,
  statements: readonly VerdictStatement[],
  reason?: string,
) {
  return acceptVerdicts(known, statements, { profile: "quick", reason });
}

Deno.test("acceptVerdicts() records what a run found", () => {
  const { reviewed, changes } = accept({}, [FOUND, OPEN], "few seeds");
  assertEquals(readExpectations(reviewed), {
    quick: {
      verdicts: {
        "leaves mlp": {
          "gain/positive": { verdict: "supported" },
          "gain/headline": { verdict: "inconclusive", reason: "few seeds" },
        },
      },
    },
  });
  assertEquals(
    changes.map(({ what, before, now }) => [what, before, now]),
    [
      ["gain/positive on leaves mlp (quick)", undefined, "supported"],
      ["gain/headline on leaves mlp (quick)", undefined, "inconclusive"],
    ],
  );
});

Deno.test("acceptVerdicts() notes what is not about the paper", () => {
  const control = { ...OPEN, claim: "control", role: "control" } as const;
  const { reviewed } = accept({}, [control], "few seeds");
  assertEquals(
    readExpectations(reviewed).quick?.verdicts["leaves mlp"],
    {
      "control/headline": {
        verdict: "inconclusive",
        role: "control",
        reason: "few seeds",
      },
    },
  );
});

Deno.test("acceptVerdicts() leaves what is as expected, with its reason", () => {
  const { reviewed: known } = accept({}, [OPEN], "once");
  const again = accept(known, [OPEN], "twice");
  assertEquals(again, { reviewed: known, changes: [] });
});

Deno.test("acceptVerdicts() drops the reason of what agrees with the paper now", () => {
  const { reviewed: known } = accept({}, [OPEN], "once");
  const now = { ...OPEN, verdict: "supported" } as const;
  const { reviewed, changes } = accept(known, [now]);
  assertEquals(reviewed.quick?.verdicts["leaves mlp"]?.["gain/headline"], {
    verdict: "supported",
  });
  assertEquals(changes[0]?.before, "inconclusive");
  assertEquals(
    known.quick?.verdicts["leaves mlp"]?.["gain/headline"]?.verdict,
    "inconclusive",
  );
});

Deno.test("acceptVerdicts() wants a reason for what the paper does not say", () => {
  assertThrows(
    () => accept({}, [FOUND, OPEN]),
    UsageError,
    "Cannot accept gain/headline on leaves mlp (quick) as inconclusive",
  );
});

Deno.test("acceptVerdicts() refuses a run of no profile, and of no known one", () => {
  for (const profile of [undefined, "quikc"]) {
    assertThrows(
      () => acceptVerdicts({}, [FOUND], { profile, reason: "x" }),
      UsageError,
      "the run is of no profile",
    );
  }
});

Deno.test("acceptVerdicts() passes over what is only measured", () => {
  const measured: VerdictStatement = { ...FOUND, verdict: undefined };
  assertEquals(accept({}, [measured]).changes, []);
});
