import { assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import { library } from "../../_engine.ts";
import { runTask } from "./_run.ts";

const reason = library === undefined ? " (skipped: no libtensorflow)" : "";

/** Fourteen trials that end at once. */
const RUN = [
  ...["--filter", "gain", "--seeds", "7", "--model", "mlp", "--epochs", "1"],
  ...["--majority-count", "64", "--minority-count", "4"],
];

for (const name of [undefined, "seed 1", "--seeds"]) {
  Deno.test(`deno task trial wants a trial's name, not ${name ?? "nothing"}`, async () => {
    const { code, stderr } = await runTask("trial", name ? [name] : []);
    assertEquals(code, 2);
    assertEquals(
      stderr,
      `error: Cannot train ${name ?? "nothing"} again: wanted the name of a ` +
        "trial first, such as 3fa9c1b2e4d0\n",
    );
  });
}

Deno.test("deno task trial explains itself", async () => {
  const { code, stdout } = await runTask("trial", ["--help"]);
  assertEquals(code, 0);
  assertStringIncludes(stdout, "deno task trial NAME");
});

Deno.test({
  name:
    `deno task trial comes to what is recorded, and says where not${reason}`,
  ignore: library === undefined,
  fn: async () => {
    const out = await Deno.makeTempDir();
    const options = [...RUN, "--out", out];
    await runTask("bench", options);
    const file = `${out}/trials.csv`;
    const text = await Deno.readTextFile(file);
    const [row] = parse(text, { skipFirstRow: true });
    const name = row!.trial!;

    const same = await runTask("trial", [name, ...options]);
    assertEquals(same.code, 0, same.stderr);
    assertStringIncludes(same.stdout, `${name} after epoch 1, as-trained: ok`);
    assertStringIncludes(same.stdout, `final_loss ${row!.final_loss}; as rec`);

    await Deno.writeTextFile(file, text.replace(row!.final_loss!, "0.125"));
    const other = await runTask("trial", [name, ...options]);
    assertEquals(other.code, 1, other.stderr);
    assertStringIncludes(other.stdout, "; recorded: ok, final_loss 0.125");

    const unknown = await runTask("trial", ["ffffffffffff", ...options]);
    assertEquals(unknown.code, 2);
    assertStringIncludes(
      unknown.stderr,
      "Cannot train ffffffffffff again: 0 trials of the run with these " +
        "options have that name. Next step: give the options of its run",
    );
    await Deno.remove(out, { recursive: true });
  },
});
