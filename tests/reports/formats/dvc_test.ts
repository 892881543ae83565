import { assert, assertEquals } from "@std/assert";
import { parse } from "@std/yaml";
import { csv, RUN_TABLES } from "../../../reports/formats/csv.ts";
import { dvc } from "../../../reports/formats/dvc.ts";
import { canRun } from "../../_python.ts";
import { hostileDocument } from "../_document.ts";
import { everyKind } from "../_every_kind.ts";
import { outcomeOf } from "../../_process.ts";

Deno.test("dvc() plots columns that there are", () => {
  const { metrics, plots } = parse(String(dvc(everyKind())["dvc.yaml"])) as {
    metrics: string[];
    plots: Record<string, { x: string; y: Record<string, string> }>[];
  };
  assertEquals(metrics, ["metrics.json"]);
  const columns = new Map<string, string[]>(
    Object.values(RUN_TABLES).map(({ path, columns }) => [
      path,
      Object.keys(columns),
    ]),
  );
  const drawn = plots.flatMap((plot) => Object.values(plot));
  assert(drawn.length > 0);
  for (const { x, y } of drawn) {
    for (const [file, column] of Object.entries(y)) {
      assert(columns.get(file)!.includes(column), `${file} has no ${column}`);
      assert(columns.get(file)!.includes(x), `${file} has no ${x}`);
    }
  }
});

Deno.test("dvc() has each statement under its place, with what is known of it", () => {
  const metrics = JSON.parse(String(dvc(everyKind())["metrics.json"]));
  const here = metrics["leaves small-cnn"];
  assertEquals(here["gain/positive"], {
    estimate: 0.5,
    lower: 0.4,
    upper: 0.6,
    verdict: "supported",
  });
  assertEquals(here["threshold/trend"], {});
  // An interval without ends.
  assertEquals(here["uncertainty/under-confident"], {
    estimate: -0.2,
    verdict: "inconclusive",
  });
  const name = "__proto__";
  const hostile = JSON.parse(
    String(dvc(hostileDocument(name))["metrics.json"]),
  );
  assertEquals(Object.keys(hostile), [name]);
});

const DVC = await canRun("dvc", "--version");

Deno.test({
  name: "dvc reads metrics and plots" +
    (DVC ? "" : " (skipped: there is no dvc)"),
  ignore: !DVC,
  fn: async () => {
    const cwd = await Deno.makeTempDir();
    const run = everyKind();
    for (const [name, text] of Object.entries({ ...csv(run), ...dvc(run) })) {
      await Deno.writeTextFile(`${cwd}/${name}`, String(text));
    }
    const runDvc = async (...args: string[]) => {
      const env = { DVC_NO_ANALYTICS: "1" };
      const { code, stdout, stderr } = await outcomeOf(
        new Deno.Command("dvc", { args, cwd, env }),
      );
      assertEquals(code, 0, stderr);
      return stdout;
    };
    await runDvc("init", "--no-scm", "--quiet");
    const shown = JSON.parse(await runDvc("metrics", "show", "--json"));
    assert(JSON.stringify(shown).includes('"estimate":0.5'));
    const plots = JSON.parse(await runDvc("plots", "show", "--json"));
    assertEquals(
      Object.keys(plots.data ?? plots).sort(),
      ["calibration", "estimates", "minority-f1"],
    );
    await Deno.remove(cwd, { recursive: true });
  },
});
