import { assert, assertEquals } from "@std/assert";
import { parse } from "@std/yaml";
import { csv } from "../../../reports/formats/csv.ts";
import { dvc } from "../../../reports/formats/dvc.ts";
import { canRun } from "../../_python.ts";
import { hostileDocument } from "../_document.ts";
import { everyKind } from "../_every_kind.ts";
import { outcomeOf } from "../../_process.ts";

Deno.test("dvc() names the file that has the metrics", () => {
  const { metrics } = parse(String(dvc(everyKind())["dvc.yaml"])) as {
    metrics: string[];
  };
  assertEquals(metrics, ["metrics.json"]);
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
  name: "dvc reads metrics" +
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
    await Deno.remove(cwd, { recursive: true });
  },
});
