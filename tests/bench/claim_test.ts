import {
  assert,
  assertEquals,
  assertGreater,
  assertStringIncludes,
} from "@std/assert";
import { type Claim, claim } from "../../bench/claim.ts";
import { UsageError } from "../../bench/usage_error.ts";
import { minimumSeeds } from "../../bench/statistics/minimum_seeds.ts";
import { CLAIM, settingsOf } from "./_trials.ts";

const FOLDER = new URL("../../bench/", import.meta.url);

/** The claims of all bench files, by the name of the file. */
async function loadClaims(): Promise<[file: string, declared: Claim][]> {
  const files: string[] = [];
  for await (const { name } of Deno.readDir(FOLDER)) {
    if (name.endsWith("_bench.ts")) files.push(name);
  }
  return await Promise.all(
    files.map(async (file): Promise<[string, Claim]> => [
      file,
      (await import(new URL(file, FOLDER).href)).default,
    ]),
  );
}

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
    "Cannot decide gain with 20 seeds: no result of so few can reach the level",
  );
});

Deno.test("every bench file declares a claim that can be decided", async () => {
  const claims = await loadClaims();
  assertGreater(claims.length, 0);
  for (const [file, { name, sentence, source, ...rest }] of claims) {
    assertEquals(file, `${name.replaceAll("-", "_")}_bench.ts`);
    assert(sentence !== "" && source !== "", file);
    assert(minimumSeeds(rest.level) <= settingsOf().seeds, file);
    assertGreater(rest.assertions.length, 0, file);
    for (const { says, margin, bound, of } of rest.assertions) {
      assert(says !== "", file);
      assert(margin >= 0 && Number.isFinite(bound), file);
      assert(
        bound + margin > 0,
        `${file}: an interval above 0 would contradict nothing`,
      );
      for (const { cell } of of) assert(cell in rest.cells, `${file}: ${cell}`);
    }
  }
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
        new URL("gain_bench.ts", FOLDER).href,
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
