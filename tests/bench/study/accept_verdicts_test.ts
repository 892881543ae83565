import { assertEquals, assertThrows } from "@std/assert";
import {
  acceptVerdicts,
  type VerdictRow,
} from "../../../bench/study/accept_verdicts.ts";
import { readExpectations } from "../../../bench/study/expectations.ts";
import { UsageError } from "../../../bench/study/usage_error.ts";

const ROW: VerdictRow = {
  profile: "quick",
  site: "leaves mlp",
  claim: "gain",
  assertion: "positive",
  verdict: "supported",
  role: "primary",
};

const OPEN = { ...ROW, assertion: "headline", verdict: "inconclusive" };

Deno.test("acceptVerdicts() records what a run found", () => {
  const { reviewed, changes } = acceptVerdicts({}, [ROW, OPEN], {
    reason: "few seeds",
  });
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
  const control = { ...OPEN, claim: "control", role: "control" };
  const { reviewed } = acceptVerdicts({}, [control], { reason: "few seeds" });
  assertEquals(
    readExpectations(reviewed).quick?.verdicts["leaves mlp"],
    {
      "control/headline": {
        ...{ verdict: "inconclusive", role: "control" },
        reason: "few seeds",
      },
    },
  );
});

Deno.test("acceptVerdicts() leaves what is as expected, with its reason", () => {
  const { reviewed: known } = acceptVerdicts({}, [OPEN], { reason: "once" });
  const again = acceptVerdicts(known, [OPEN], { reason: "twice" });
  assertEquals(again, { reviewed: known, changes: [] });
});

Deno.test("acceptVerdicts() drops the reason of what agrees with the paper now", () => {
  const { reviewed: known } = acceptVerdicts({}, [OPEN], { reason: "once" });
  const now = { ...OPEN, verdict: "supported" };
  const { reviewed, changes } = acceptVerdicts(known, [now], {
    reason: undefined,
  });
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
    () => acceptVerdicts({}, [ROW, OPEN], { reason: undefined }),
    UsageError,
    "Cannot accept gain/headline on leaves mlp (quick) as inconclusive",
  );
});

Deno.test("acceptVerdicts() refuses a run of no profile", () => {
  assertThrows(
    () => acceptVerdicts({}, [{ ...ROW, profile: "" }], { reason: "x" }),
    UsageError,
    "the run was of no profile",
  );
});

Deno.test("acceptVerdicts() passes over what is only measured", () => {
  const measured = { ...ROW, verdict: "" };
  assertEquals(
    acceptVerdicts({}, [measured], { reason: undefined }).changes,
    [],
  );
});
