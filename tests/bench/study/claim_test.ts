import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type Claim, claim } from "../../../bench/study/claim.ts";
import { PROFILES } from "../../../bench/study/profiles.ts";
import { UsageError } from "../../../bench/study/usage_error.ts";
import { BENCH } from "../_load_claims.ts";
import { CLAIM } from "../_trials.ts";

/** Declares a claim, and gives what it registers with `deno bench`. */
function register(declaration: Claim): Deno.BenchDefinition {
  const { bench } = Deno;
  const registered: Deno.BenchDefinition[] = [];
  const record = (definition: Deno.BenchDefinition) => {
    registered.push(definition);
  };
  try {
    Object.assign(Deno, { bench: record });
    assertEquals(claim(declaration), declaration);
  } finally {
    Object.assign(Deno, { bench });
  }
  assertEquals(registered.length, 1);
  return registered[0]!;
}

Deno.test("claim() gives back what is declared", () => {
  assertEquals(claim(CLAIM), CLAIM);
});

Deno.test("claim() registers one measurement, named by the claim", () => {
  const { name, n, warmup } = register(CLAIM);
  assertEquals(name, "gain: the layer raises the scores of rare classes");
  assertEquals([n, warmup], [1, 0]);
});

Deno.test("claim() checks once, however often deno bench calls", async () => {
  // So high a level that no study of the default size can reach it.
  const { fn } = register({ ...CLAIM, level: 1 - 2 ** -30 });
  const call = fn as () => Promise<void>;
  const [first, second] = await Promise.allSettled([call(), call()]);
  assert(first.status === "rejected" && second.status === "rejected");
  assert(first.reason === second.reason, "the second call checked again");
  assert(first.reason instanceof UsageError);
  assertStringIncludes(
    first.reason.message,
    `Cannot decide gain with ${PROFILES.quick.seeds} seeds: no result of so ` +
      "few can reach the level",
  );
});

for (
  const [args, text] of [
    [
      ["--seeds", "0"],
      "Cannot use --seeds 0: wanted a whole number of at least",
    ],
    [["--seeds", "3"], "Cannot decide gain with 3 seeds: no result of so few"],
    [
      ["--minority-count", "1000000"],
      "Cannot draw 1000000 training images of class",
    ],
  ] as const
) {
  Deno.test(`deno bench refuses ${args.join(" ")} before it trains`, async () => {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "bench",
        "--no-check",
        "--allow-all",
        new URL("gain_bench.ts", BENCH).href,
        "--",
        ...args,
      ],
      env: { NO_COLOR: "1" },
    }).output();
    assertEquals(code, 1);
    const decoder = new TextDecoder();
    assertStringIncludes(decoder.decode(stdout) + decoder.decode(stderr), text);
  });
}
