import { assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import { library } from "../../_engine.ts";
import { runTask } from "../../bench/tasks/_run.ts";
import { words } from "../../_process.ts";

const reason = library === undefined ? " (skipped: no libtensorflow)" : "";

Deno.test({
  name: `deno task peers runs without any Python${reason}`,
  ignore: library === undefined,
  async fn() {
    const out = await Deno.makeTempDir();
    // The engine asks for the processor by `cat`; nothing else is there.
    await Deno.mkdir(`${out}/bin`);
    await Deno.symlink("/bin/cat", `${out}/bin/cat`);
    const { code, stdout } = await runTask("peers", [
      ...words("--set-up mlp --rounds 1 --cores 1"),
      ...words(`--peers suite-bf16,suite-eager,keras --out=${out}`),
    ], { PATH: `${out}/bin`, LIBTENSORFLOW_PATH: library! });
    assertEquals(code, 0);
    const said = stdout.replaceAll(/\s+/g, " ");
    assertStringIncludes(said, "keras is left out: Cannot use PyTorch and");
    assertStringIncludes(said, "there is no taskset on this system");
    const text = await Deno.readTextFile(`${out}/peers.csv`);
    const rows = parse(text, { skipFirstRow: true }) as Record<
      string,
      string
    >[];
    // A processor without it says so, and is measured in 32 bits alone.
    const isRefused = said.includes(
      "suite-bf16 is left out: it ended with exit code 1: Cannot train in bf16",
    );
    assertEquals(
      rows.map(({ peer }) => peer),
      ["suite", ...(isRefused ? [] : ["suite-bf16"]), "suite-eager"],
    );
    // One trial is too few to say.
    assertEquals(rows.at(-1)!.shown_to_differ, "unknown");
    await Deno.remove(out, { recursive: true });
  },
});
