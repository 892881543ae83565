import { assert, assertEquals } from "@std/assert";
import { parse } from "@std/yaml";
import { CLAIM_COLUMNS } from "../../../reports/tables/claims_csv.ts";
import { DVC_YAML, toDvcMetrics } from "../../../reports/formats/dvc.ts";
import { TRIAL_COLUMNS } from "../../../reports/tables/trials_csv.ts";
import { canRun } from "../../_python.ts";

Deno.test("DVC_YAML plots columns that there are", () => {
  const { metrics, plots } = parse(DVC_YAML) as {
    metrics: string[];
    plots: Record<string, { x: string; y: Record<string, string> }>[];
  };
  assertEquals(metrics, ["metrics.json"]);
  const columns: Record<string, readonly string[]> = {
    "claims.csv": CLAIM_COLUMNS,
    "trials.csv": TRIAL_COLUMNS,
  };
  const drawn = plots.flatMap((plot) => Object.values(plot));
  assert(drawn.length > 0);
  for (const { x, y } of drawn) {
    for (const [file, column] of Object.entries(y)) {
      assert(columns[file]!.includes(column), `${file} has no ${column}`);
      assert(columns[file]!.includes(x), `${file} has no ${x}`);
    }
  }
});

Deno.test("toDvcMetrics() has each assertion under its site", () => {
  const text = toDvcMetrics([
    {
      site: "leaves mlp",
      claim: "gain",
      assertion: "positive",
      estimate: 0.5,
      verdict: "supported",
    },
    { site: "leaves mlp", claim: "gain", assertion: "mcc", verdict: undefined },
  ]);
  assertEquals(JSON.parse(text), {
    "leaves mlp": {
      "gain/positive": { estimate: 0.5, verdict: "supported" },
      "gain/mcc": {},
    },
  });
});

const DVC = await canRun("dvc", "--version");

Deno.test({
  name: "dvc reads metrics and plots" +
    (DVC ? "" : " (skipped: there is no dvc)"),
  ignore: !DVC,
  fn: async () => {
    const cwd = await Deno.makeTempDir();
    const row = { claim: "gain", assertion: "positive", estimate: 0.5 };
    await Deno.writeTextFile(`${cwd}/dvc.yaml`, DVC_YAML);
    await Deno.writeTextFile(
      `${cwd}/metrics.json`,
      toDvcMetrics([{ ...row, verdict: "supported" }]),
    );
    await Deno.writeTextFile(
      `${cwd}/claims.csv`,
      "estimate,assertion\n0.5,positive\n",
    );
    await Deno.writeTextFile(
      `${cwd}/trials.csv`,
      "seed,minority_f1,accuracy,confidence\n1,0.5,0.5,0.7\n",
    );
    const dvc = async (...args: string[]) => {
      const { code, stdout, stderr } = await new Deno.Command("dvc", {
        args,
        cwd,
        env: { DVC_NO_ANALYTICS: "1" },
      }).output();
      const decoder = new TextDecoder();
      assertEquals(code, 0, decoder.decode(stderr));
      return decoder.decode(stdout);
    };
    await dvc("init", "--no-scm", "--quiet");
    const shown = JSON.parse(await dvc("metrics", "show", "--json"));
    assert(JSON.stringify(shown).includes('"estimate": 0.5'.replace(" ", "")));
    const plots = JSON.parse(await dvc("plots", "show", "--json"));
    assertEquals(
      Object.keys(plots.data ?? plots).sort(),
      ["calibration", "estimates", "minority-f1"],
    );
    await Deno.remove(cwd, { recursive: true });
  },
});
