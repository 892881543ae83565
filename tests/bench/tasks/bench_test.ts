import { parse } from "@std/csv";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { library } from "../../_engine.ts";
import { runTask } from "./_run.ts";
import { deno, outcomeOf, words } from "../../_process.ts";

const ROOT = new URL("../../../", import.meta.url);

/** Networks that are trained in no time. */
const SHORT = words(
  "--model small-cnn --epochs 1 --majority-count 64 --minority-count 4",
);

function bench(args: string[], env?: Record<string, string>) {
  return runTask("bench", args, env);
}

Deno.test("deno task bench refuses damaged and foreign data files", async () => {
  const data = await Deno.makeTempDir();
  const first = `${data}/train-images-idx3-ubyte`;
  const cases = [
    { bytes: [0, 0, 8, 3, 0, 0, 0, 9], says: "wanted a header of 16 bytes" },
    {
      bytes: [0x1f, 0x8b, 8, 0],
      says: `Cannot read ${first}: it is cut short or damaged`,
    },
    {
      bytes: [0, 0, 8, 1, 0, 0, 0, 1, 7],
      says: "wanted the published mnist file with SHA-256",
    },
  ];
  for (const { bytes, says } of cases) {
    await Deno.writeFile(first, Uint8Array.from(bytes));
    const { code, stderr } = await bench([
      "--dataset",
      "mnist",
      "--data",
      data,
    ]);
    assertEquals(code, 4);
    assertStringIncludes(stderr, says);
    assert(!/\n\s+at /.test(stderr), "there is a stack trace");
  }
  await Deno.remove(data, { recursive: true });
});

const reason = library === undefined ? " (skipped: no libtensorflow)" : "";

Deno.test({
  name: `deno task bench decides and writes its reports${reason}`,
  ignore: library === undefined,
  fn: async () => {
    const out = await Deno.makeTempDir();
    const result = await bench([
      ...SHORT,
      ...words("--filter gain,inference,uncertainty --seeds 8 --out"),
      `${out}/deep/er`,
    ]);
    // So short a training may come to any verdict, and none is expected.
    assertEquals(result.code, 0, result.stderr);
    assertStringIncludes(result.stdout, "no expected verdicts for these");
    // Sixteen trials for three claims: they share them.
    assert(/^\[16\/16\] /m.test(result.stderr), result.stderr);
    assert(!/^round 2/m.test(result.stderr), result.stderr);
    const read = async (name: string) =>
      parse(await Deno.readTextFile(`${out}/deep/er/${name}`), {
        skipFirstRow: true,
      });
    const rows = await read("claims.csv");
    const [claim] = rows;
    assertEquals([claim!.claim, claim!.seeds], ["gain", "8"]);
    assertEquals([claim!.assertion, claim!.expected], ["positive", ""]);
    assertEquals([claim!.profile, claim!.site], ["", "leaves small-cnn"]);
    assertStringIncludes(result.stdout, claim!.verdict!.toUpperCase());
    const primary = rows.filter(({ role }) => role === "primary");
    assertEquals(primary.map(({ claim }) => claim), [
      "gain",
      "gain",
      "uncertainty",
      "uncertainty",
      "inference",
    ]);
    for (const row of rows) {
      const isMeasure = row.role === "reported";
      assertEquals([row.verdict === "", row.log_support === ""], [
        isMeasure,
        isMeasure,
      ]);
    }
    const trials = await read("trials.csv");
    // Eight of each arm: two ways to use the plain network, five the other.
    assertEquals(trials.length, 8 * (2 + 5));
    assertEquals(
      trials.slice(0, 7).map(({ seed, head, inference }) =>
        [seed, head, inference].join(" ")
      ),
      [
        "2001 final-batch-norm as-trained",
        "2001 final-batch-norm layer-removed",
        "2001 final-batch-norm adjusted",
        "2001 final-batch-norm averages-anew",
        "2001 final-batch-norm averages-balanced",
        "2001 plain as-trained",
        "2001 plain adjusted",
      ],
    );
    // The report holds what its numbers say.
    const score = (seed: number, head: string) =>
      Number(
        trials.find((row) =>
          row.seed === String(seed) && row.head === head &&
          row.inference === "as-trained"
        )!.minority_f1,
      );
    const gains = Array.from({ length: 8 }, (_, at) => 2001 + at).map((seed) =>
      score(seed, "final-batch-norm") - score(seed, "plain")
    );
    const mean = gains.reduce((a, b) => a + b, 0) / 8;
    assert(Math.abs(mean - Number(claim!.estimate)) < 1e-9);
    await Deno.remove(out, { recursive: true });
  },
});

Deno.test({
  name: `a claim is checked under deno bench as well${reason}`,
  ignore: library === undefined,
  fn: async () => {
    const out = await Deno.makeTempDir();
    const { code, stdout, stderr } = await outcomeOf(
      deno("bench --quiet --no-check --no-prompt -P=bench --filter /^gain:/", [
        new URL("bench/bench.ts", ROOT).href,
        "--",
        ...SHORT,
        ...words(`--seeds 7 --out ${out} --store ${out}/trials.sqlite`),
      ]),
    );
    const text = stdout + stderr;
    const claims = parse(await Deno.readTextFile(`${out}/gain/claims.csv`), {
      skipFirstRow: true,
    });
    assertEquals(
      claims.map(({ assertion, role }) => [assertion, role]),
      [
        ["positive", "primary"],
        ["headline", "primary"],
        ["minorityAuroc-change", "reported"],
        ["balancedAccuracy-change", "reported"],
        ["mcc-change", "reported"],
      ],
    );
    assertEquals(code, 0, text);
    // The study is run once, however often deno bench calls it.
    assertEquals(text.match(/\[14\/14\]/g)?.length, 1);
    await Deno.remove(out, { recursive: true });
  },
});
