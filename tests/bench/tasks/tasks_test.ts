import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { library } from "../../_engine.ts";
import { runTask } from "./_run.ts";

const reason = library === undefined ? " (skipped: no libtensorflow)" : "";
const needsEngine = { ignore: library === undefined };

for (const name of ["setup", "doctor", "speed"]) {
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
    ]);
    assertEquals(code, 0);
    const speeds = JSON.parse(stdout) as {
      processes: number;
      eager: { median: number };
      compiled: { median: number };
      ratio: { median: number };
    }[];
    assertEquals(speeds[0]!.processes, 1);
    for (const { eager, compiled, ratio } of speeds) {
      assert(eager.median > 0 && compiled.median > 0);
      assertEquals(ratio.median, compiled.median / eager.median);
    }
  },
});
