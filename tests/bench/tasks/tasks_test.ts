import type { Speed } from "../../../bench/tasks/_speed_table.ts";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { library } from "../../_engine.ts";
import { runTask } from "./_run.ts";

const reason = library === undefined ? " (skipped: no libtensorflow)" : "";
const needsEngine = { ignore: library === undefined };

for (
  const name of [
    ...["setup", "doctor", "accept", "speed", "datasets", "calibrate"],
    ...["changed", "report"],
  ]
) {
  Deno.test(`deno task ${name} explains itself`, async () => {
    const { code, stdout } = await runTask(name, ["--help"]);
    assertEquals(code, 0);
    assertStringIncludes(stdout, `deno task ${name}`);
  });

  Deno.test(`deno task ${name} refuses what it does not know`, async () => {
    const { code, stderr } = await runTask(name, ["--unknown"]);
    assertEquals(code, 2);
    assertEquals(
      stderr,
      `error: Cannot understand --unknown: see deno task ${name} --help\n`,
    );
  });
}

Deno.test("deno task changed refuses a revision that git does not know", async () => {
  const { code, stderr } = await runTask("changed", ["--since", "no-such-one"]);
  assertEquals(code, 2);
  assertStringIncludes(stderr, "Cannot compare with no-such-one: ");
  assertStringIncludes(stderr, "name another revision with --since");
});

Deno.test("deno task datasets lists them, and what each costs", async () => {
  const cache = await Deno.makeTempDir();
  const env = { XDG_CACHE_HOME: cache, DENO_DIR: denoDirectory() };
  const { code, stdout } = await runTask("datasets", [], env);
  assertEquals(code, 0);
  assertStringIncludes(stdout, "leaves: ");
  assertStringIncludes(stdout, "part of the suite");
  assert(/^cifar-10: .*\n {2}163 MiB to fetch/m.test(stdout), stdout);
  const folder = `${cache}/finalbn/datasets/cifar-10`;
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(`${folder}/cifar-10-binary.tar.gz`, "");
  const after = await runTask("datasets", ["--json"], env);
  const listed = JSON.parse(after.stdout) as {
    name: string;
    isCached: boolean;
  }[];
  assertEquals(
    listed.filter(({ isCached }) => isCached).map(({ name }) => name),
    ["leaves", "cifar-10"],
  );
  await Deno.remove(cache, { recursive: true });
});

Deno.test("deno task datasets counts an archive once for all that are in it", async () => {
  const cache = await Deno.makeTempDir();
  const env = { XDG_CACHE_HOME: cache, DENO_DIR: denoDirectory() };
  const { stdout } = await runTask("datasets", [], env);
  const cost = "828 MiB to fetch, once for all of plantvillage;";
  assertEquals(stdout.split(cost).length - 1, 3);
  const folder = `${cache}/finalbn/datasets/plantvillage`;
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(`${folder}/plantvillage.zip`, "");
  const after = await runTask("datasets", [], env);
  assertEquals(after.stdout.split("  cached;").length - 1, 3);
  await Deno.remove(cache, { recursive: true });
});

Deno.test("deno task calibrate has a row for each number of seeds", async () => {
  const { code, stdout } = await runTask("calibrate", [
    ...["--kind", "pooled", "--seeds", "6,10", "--studies", "5"],
  ]);
  assertEquals(code, 0);
  const [title, headings, ...rows] = stdout.trim().split("\n");
  assertStringIncludes(title!, "pooled: ");
  assertStringIncludes(headings!, "false support");
  const cells = rows.map((row) => row.trim().split(/ {2,}/).slice(0, 3));
  assertEquals(cells.filter(([, world]) => world === "all"), [
    ["6", "all", "25"],
    ["10", "all", "25"],
  ]);
  assertEquals(
    cells.filter(([, world]) => world === "lopsided: rare drops").map((
      [seeds],
    ) => seeds),
    ["6", "10"],
  );
});

Deno.test("deno task calibrate names the kinds that there are", async () => {
  const { code, stderr } = await runTask("calibrate", ["--kind", "none"]);
  assertEquals(code, 2);
  assertEquals(
    stderr,
    "error: Cannot use --kind none: wanted one of greater, equivalent, peak, " +
      "differ, pooled\n",
  );
});

/** Where Deno keeps packages: they are not to be fetched again. */
function denoDirectory(): string {
  const { stdout } = new Deno.Command(Deno.execPath(), {
    args: ["info", "--json"],
  }).outputSync();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}

Deno.test({
  name: `deno task setup says where the library is${reason}`,
  ...needsEngine,
  fn: async () => {
    const { code, stdout } = await runTask("setup", ["--device", "cpu"]);
    assertEquals([code, stdout.includes(library!)], [0, true]);
  },
});

Deno.test({
  name: `deno task doctor says version, file and device${reason}`,
  ...needsEngine,
  fn: async () => {
    const { code, stdout, stderr } = await runTask("doctor", [
      "--device",
      "cpu",
    ]);
    assertEquals([code, stderr], [0, ""]);
    assertStringIncludes(stdout, library!);
    assert(/libtensorflow +2\.\d+\.\d+ from /.test(stdout), stdout);
    assert(/computes on +.*CPU:0/.test(stdout), stdout);
    assert(stdout.endsWith("ready\n"));
  },
});

Deno.test("deno task doctor says what is missing, and the next step", async () => {
  const empty = await Deno.makeTempDir();
  const { code, stdout } = await runTask(
    "doctor",
    ["--device", "cpu", "--json"],
    { LIBTENSORFLOW_PATH: `${empty}/none.so` },
  );
  assertEquals(code, 4);
  const findings = JSON.parse(stdout) as { what: string; nextStep?: string }[];
  const missing = findings.find(({ what }) => what === "libtensorflow");
  assertStringIncludes(missing!.nextStep!, "deno task setup");
  await Deno.remove(empty);
});

Deno.test({
  name: `deno task speed measures both ways${reason}`,
  ...needsEngine,
  fn: async () => {
    const { code, stdout } = await runTask("speed", [
      "--json",
      "--rounds",
      "1",
      "--model",
      "mlp",
      "--size",
      "8",
    ]);
    assertEquals(code, 0);
    const speeds: Speed[] = JSON.parse(stdout);
    assertEquals(speeds[0]!.processes, 1);
    for (const { eager, compiled } of speeds) {
      for (const way of [eager, compiled!]) {
        assertEquals(way.rounds.length, 1);
        assert(way.rounds[0]! > 0);
        if (Deno.build.os !== "linux") continue;
        assert(way.peakBytes! > 2 ** 26, "the engine alone takes more");
      }
    }
  },
});

Deno.test("deno task accept says what to do where there is no report", async () => {
  const folder = await Deno.makeTempDir();
  const { code, stderr } = await runTask("accept", ["--out", folder]);
  assertEquals(code, 4);
  assertEquals(
    stderr,
    `error: Cannot read ${folder}/claims.csv: there is no such file. Next ` +
      "step: deno task bench first, or name the folder of its reports with " +
      "--out\n",
  );
  await Deno.remove(folder, { recursive: true });
});

Deno.test("deno task accept refuses a filter that matches nothing", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/claims.csv`, "claim,assertion\ngain,a\n");
  const { code, stderr } = await runTask("accept", [
    ...["--out", folder, "--filter", "nothing"],
  ]);
  assertEquals(code, 2);
  assertStringIncludes(stderr, 'has "nothing" in its name');
  await Deno.remove(folder, { recursive: true });
});
