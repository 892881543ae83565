import { parse } from "@std/csv";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { library } from "../../_engine.ts";
import { runTask, taskArguments, words } from "./_run.ts";

const ROOT = new URL("../../../", import.meta.url);

/** Networks that are trained in no time. */
const SHORT = words(
  "--model small-cnn --epochs 1 --majority-count 64 --minority-count 4",
);

/** A small run that ends in seconds. */
const SMALL = [...SHORT, "--filter", "inference", "--seeds", "6"];

function bench(args: string[], env?: Record<string, string>) {
  return runTask("bench", args, env);
}

/** Bad input: a message of one line, the exit code, and nothing else. */
function badInput(
  name: string,
  { args, code, says, env = {} }: {
    args: string[];
    code: number;
    says: string;
    env?: Record<string, string>;
  },
): void {
  Deno.test(`deno task bench refuses ${name}`, async () => {
    const out = await Deno.makeTempDir();
    const result = await bench(
      args.includes("--out") ? args : [...args, "--out", out],
      env,
    );
    assertEquals(result.code, code, result.stderr);
    assertStringIncludes(result.stderr, says);
    assert(result.stderr.startsWith("error: Cannot "), result.stderr);
    assert(!/\n\s+at /.test(result.stderr), "there is a stack trace");
    assertEquals(result.stdout, "");
    await Deno.remove(out, { recursive: true });
  });
}

badInput("an unknown option", {
  args: ["--sedes", "9"],
  code: 2,
  says: "Cannot understand --sedes: did you mean --seeds?",
});

badInput("an unknown data set", {
  args: ["--dataset", "imagenet"],
  code: 2,
  says: "there are leaves, mnist, fashion-mnist",
});

badInput("an unknown class", {
  args: ["--minority", "scab"],
  code: 2,
  says: 'Cannot find the class "scab" in leaves: its classes are 0 (healthy)',
});

badInput("a class in both roles", {
  args: ["--minority", "healthy"],
  code: 2,
  says: "the class healthy is named twice",
});

badInput("--seeds 0", {
  args: ["--seeds", "0"],
  code: 2,
  says: "wanted a whole number of at least 1",
});

badInput("a filter that matches nothing", {
  args: ["--filter", "nothing"],
  code: 2,
  says:
    'Cannot find a claim with "nothing" in its name: there are batch-size, control, gain',
});

badInput("more images than there are", {
  args: ["--majority-count", "5000"],
  code: 2,
  says: "Cannot draw 5000 training images of class healthy: the training " +
    "split has 2000",
});

badInput("images together with a data set", {
  args: ["--images", ".", "--dataset", "mnist"],
  code: 2,
  says: "choose one of them",
});

badInput("images that are not there", {
  args: ["--images", "/nonexistent", "--majority", "a", "--minority", "b"],
  code: 4,
  says: "/nonexistent",
});

badInput("another size for images of one size", {
  args: ["--size", "64"],
  code: 2,
  says: "Cannot use --size 64: the images of leaves are of 32 pixels",
});

badInput("a folder without the files", {
  args: ["--dataset", "mnist", "--data", "/nonexistent"],
  code: 4,
  says: "there is no train-images-idx3-ubyte.gz in /nonexistent",
});

badInput("a FINALBN_DATA without the files, and fetches nothing", {
  args: ["--dataset", "plantvillage-apple"],
  code: 4,
  env: { FINALBN_DATA: "/nonexistent" },
  says:
    "/nonexistent has none of plantvillage-apple, plantvillage-apple.zip, " +
    "plantvillage.zip. Next step: put one of them there, or leave out --data " +
    "and FINALBN_DATA to fetch it",
});

badInput("a LIBTENSORFLOW_PATH that is not there", {
  args: SMALL,
  code: 4,
  env: { LIBTENSORFLOW_PATH: "/no/such.so" },
  says: "Cannot use LIBTENSORFLOW_PATH: there is no file /no/such.so",
});

badInput("a LIBTENSORFLOW_PATH to something else", {
  args: SMALL,
  code: 4,
  env: { LIBTENSORFLOW_PATH: Deno.execPath() },
  says: "as libtensorflow",
});

badInput("a folder that reports cannot be written to", {
  args: ["--out", "/dev/null/reports"],
  code: 4,
  says: "Next step: choose another folder with --out",
});

badInput("a JUnit file that cannot be written", {
  args: ["--junit", "/dev/null/junit.xml"],
  code: 4,
  says: "Next step: choose another folder with --junit",
});

badInput("a TensorBoard folder that cannot be written", {
  args: ["--tensorboard", "/dev/null/runs"],
  code: 4,
  says: "Next step: choose another folder with --tensorboard",
});

Deno.test("deno task bench refuses damaged and foreign data files", async () => {
  const data = await Deno.makeTempDir();
  const first = `${data}/train-images-idx3-ubyte`;
  const cases = [
    { bytes: [0, 0, 8, 3, 0, 0, 0, 9], says: "wanted a header of 16 bytes" },
    { bytes: [0x1f, 0x8b, 8, 0], says: `Cannot decompress ${first}` },
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

Deno.test("deno task bench --help explains every option and exit code", async () => {
  const { code, stdout } = await bench(["--help"]);
  assertEquals(code, 0);
  for (const word of ["--seeds", "--majority-count", "--out", "130"]) {
    assertStringIncludes(stdout, word);
  }
  assert(stdout.split("\n").every((line) => line.length <= 80));
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
    assert(/^\[16\/16\] gain /m.test(result.stderr), result.stderr);
    assert(!/\] (inference|uncertainty) /.test(result.stderr), result.stderr);
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
      "inference",
      "uncertainty",
      "uncertainty",
    ]);
    for (const row of rows) {
      const isMeasure = row.role === "reported";
      assertEquals([row.verdict === "", row.log_support === ""], [
        isMeasure,
        isMeasure,
      ]);
    }
    const trials = await read("trials.csv");
    assertEquals(trials.length, 24);
    assertEquals(
      trials.slice(0, 3).map(({ seed, head, inference }) =>
        [seed, head, inference].join(" ")
      ),
      [
        "1 plain as-trained",
        "1 final-batch-norm as-trained",
        "1 final-batch-norm layer-removed",
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
    const gains = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) =>
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
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...words("bench --quiet --no-check --no-prompt -P=bench"),
        ...words("--filter /^gain:/"),
        new URL("bench/bench.ts", ROOT).href,
        "--",
        ...SHORT,
        "--seeds",
        "7",
        "--out",
        out,
        "--store",
        `${out}/trials.sqlite`,
      ],
    }).output();
    const text = new TextDecoder().decode(stdout) +
      new TextDecoder().decode(stderr);
    const claims = parse(await Deno.readTextFile(`${out}/gain/claims.csv`), {
      skipFirstRow: true,
    });
    assertEquals(
      claims.map(({ assertion, role }) => [assertion, role]),
      [
        ["positive", "primary"],
        ["headline", "primary"],
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

Deno.test({
  name: `deno task bench writes partial reports when interrupted${reason}`,
  ignore: library === undefined,
  fn: async () => {
    const out = await Deno.makeTempDir();
    const process = new Deno.Command(Deno.execPath(), {
      args: taskArguments("bench", [
        ...SHORT,
        ...words("--filter inference --seeds 500 --out"),
        out,
      ]),
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const output = new Response(process.stdout).text();
    let seen = "";
    for await (
      const text of process.stderr.pipeThrough(new TextDecoderStream())
    ) {
      if (!seen.includes("[3/1000]") && (seen + text).includes("[3/1000]")) {
        process.kill("SIGINT");
      }
      seen += text;
    }
    const { code } = await process.status;
    assertEquals(code, 130, seen);
    assertStringIncludes(seen, "stopping: what is being trained is finished");
    assertStringIncludes(await output, "(partial: the run was interrupted)");
    const rows = parse(await Deno.readTextFile(`${out}/trials.csv`), {
      skipFirstRow: true,
    });
    assert(rows.length >= 3 && rows.length < 100, `${rows.length} rows`);
    assertEquals(
      (await Deno.readTextFile(`${out}/claims.csv`)).trim().split("\n").length,
      1,
    );
    await Deno.remove(out, { recursive: true });
  },
});
