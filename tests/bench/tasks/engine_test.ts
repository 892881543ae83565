import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import { denoDirectory, words } from "../../_process.ts";
import { runTask } from "./_run.ts";

/** A run of eight seeds that takes seconds. */
const SMALL = words(
  "--filter gain --seeds 8 --majority-count 40 --minority-count 10 --epochs 1 --workers 2",
);

/** Programs that a machine has beside Python, and the suite asks. */
const PROGRAMS = ["/bin/cat", "/bin/ps"];

/** A machine without libtensorflow, pip and uv, and with an empty home. */
class BareMachine implements AsyncDisposable {
  readonly home: string;
  readonly #packages: string;

  private constructor(home: string, packages: string) {
    this.home = home;
    this.#packages = packages;
  }

  static async make(): Promise<BareMachine> {
    const home = await Deno.makeTempDir();
    await Deno.mkdir(`${home}/bin`);
    for (const path of PROGRAMS) {
      await Deno.symlink(path, `${home}/bin/${path.split("/").at(-1)}`);
    }
    return new BareMachine(home, await denoDirectory());
  }

  get env(): Record<string, string> {
    return {
      HOME: this.home,
      XDG_CACHE_HOME: "",
      LIBTENSORFLOW_PATH: "",
      PATH: `${this.home}/bin`,
      DENO_DIR: this.#packages,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.home, { recursive: true });
  }
}

Deno.test("deno task bench trains on WebAssembly where libtensorflow is not available, and says so in a line", async () => {
  await using machine = await BareMachine.make();
  const out = `${machine.home}/reports`;
  const run = (...args: string[]) =>
    runTask("bench", [...SMALL, "--out", out, ...args], machine.env);
  const { code, stderr, stdout } = await run();
  assertEquals(code, 0, stderr);
  const [note, ...others] = stderr.split("\n")
    .filter((line) => line.startsWith("note: "));
  assertStringIncludes(
    note!,
    "note: training on WebAssembly, about ten times slower than TensorFlow: " +
      "Cannot fetch libtensorflow: neither pip nor uv is on this machine. " +
      "Next step: install Python 3 with pip",
  );
  assertEquals(others, []);
  assertStringIncludes(stdout, "verdicts on leaves small-cnn");
  const rows = parse(await Deno.readTextFile(`${out}/trials.csv`), {
    skipFirstRow: true,
  });
  assertEquals(rows.length, 8 * (2 + 5));
  for (const { engine, engine_version, device, instruction_set } of rows) {
    assertEquals([engine, device], ["wasm", "cpu"]);
    assertEquals(instruction_set, "wasm-simd");
    assert(/^\d+\.\d+\.\d+$/.test(engine_version!), engine_version);
  }
  const again = await run("--engine", "wasm", "--explain");
  assertEquals(again.stdout.match(/^kept leaves/gm)?.length, 16);
  assert(!again.stderr.includes("note: "), again.stderr);
});

Deno.test("deno task bench does not train on another engine than the one asked for", async () => {
  await using machine = await BareMachine.make();
  const { code, stderr } = await runTask(
    "bench",
    [...SMALL, "--out", machine.home, "--engine", "tensorflow"],
    machine.env,
  );
  assertEquals(code, 4);
  assertStringIncludes(stderr, "error: Cannot fetch libtensorflow: neither");
});

Deno.test("deno task doctor and setup say what trains without libtensorflow", async () => {
  await using machine = await BareMachine.make();
  const doctor = await runTask("doctor", ["--device", "cpu"], machine.env);
  assertEquals(doctor.code, 4);
  assert(
    /^engine +WebAssembly, about ten times slower/m.test(doctor.stdout),
    doctor.stdout,
  );
  const setup = await runTask("setup", ["--device", "cpu"], machine.env);
  assertEquals(setup.code, 4);
  assertStringIncludes(
    setup.stderr,
    "note: until it is here, deno task bench trains on WebAssembly",
  );
});
