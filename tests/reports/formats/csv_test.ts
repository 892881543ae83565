import { assert, assertEquals, assertMatch } from "@std/assert";
import { parse } from "@std/csv";
import type { RunDocument } from "../../../reports/document.ts";
import { listCell } from "../../../reports/formats/csv/list_cell.ts";
import { csv, RUN_TABLES } from "../../../reports/formats/csv.ts";
import { findCommand } from "../../_find_command.ts";
import { hostileDocument, madeUpDocument } from "../_document.ts";
import { everyKind } from "../_every_kind.ts";
import { guarded } from "./_guarded.ts";
import { HOSTILE_NAMES } from "../_hostile_names.ts";

/** The rows of a file of a run. */
function rowsOf(document: RunDocument, path: string) {
  return parse(String(csv(document)[path]), { skipFirstRow: true });
}

Deno.test("csv() names columns so that programs take them", () => {
  for (const { path, columns } of Object.values(RUN_TABLES)) {
    const [header] = parse(String(csv(madeUpDocument())[path]));
    assertEquals(header, Object.keys(columns));
    for (const name of header!) assertMatch(name, /^[a-z][a-z0-9_]*$/);
  }
});

Deno.test("trials.csv has a row for each evaluation, with everything a trial has", () => {
  const run = madeUpDocument({ seeds: 1 });
  const rows = rowsOf(run, "trials.csv");
  assertEquals(
    rows.map(({ head, epoch, inference }) => `${head} ${epoch} ${inference}`),
    run.trials.flatMap(({ result: { spec, evaluations } }) =>
      evaluations.map(({ epoch, inference }) =>
        `${spec.head} ${epoch} ${inference}`
      )
    ),
  );
  const [{ id, result }] = run.trials as [RunDocument["trials"][0]];
  const { spec, evaluations: [first], origin, losses } = result;
  const { metrics } = first!;
  const row = rows[0]!;
  const expected = {
    trial: id,
    dataset: spec.dataset,
    minority: "spot",
    minority_count: "10",
    test_count: "500",
    head: "final-batch-norm",
    bn_momentum: "0.9",
    micro_batch_size: "",
    seed: "1",
    status: "ok",
    reason: "",
    minority_f1: String(metrics.minorityF1),
    mcc: String(metrics.mcc),
    confidence_correct: String(metrics.confidenceCorrect),
    auroc_confidence: "0.7",
    f1_by_class: listCell(metrics.classes.map(({ f1 }) => f1)),
    bin_count: "0;0;0;0;0;0;0;0;0;0;0;0;0;500;500",
    bin_accuracy: ";;;;;;;;;;;;;0.6;0.6",
    final_loss: String(losses.at(-1)),
    train_seconds: "1.5",
    engine: "tensorflow",
    instruction_set: "avx2",
    content_sha256: origin!.data,
  };
  for (const [name, value] of Object.entries(expected)) {
    assertEquals(row[name], value, name);
  }
});

Deno.test("trials.csv keeps a failed trial as one row without metrics", () => {
  const run = madeUpDocument({ failed: [3] });
  const [row, ...others] = rowsOf(run, "trials.csv")
    .filter(({ status }) => status !== "ok");
  assertEquals(others, []);
  const { seed, status, reason } = row!;
  assertEquals([seed, status, reason], ["3", "killed", "SIGKILL"]);
  const empty = ["epoch", "inference", "minority_f1", "bin_count", "engine"];
  for (const name of [...empty, "final_loss", "f1_by_class"]) {
    assertEquals(row![name], "", name);
  }
});

Deno.test("trials.csv leaves out what does not matter, or has no value", () => {
  const run = madeUpDocument({ seeds: 1 });
  const [treated, plain] = run.trials;
  delete treated!.result.evaluations[0]!.metrics.confidenceWrong;
  const rows = rowsOf(run, "trials.csv");
  assertEquals(rows[0]!.confidence_wrong, "");
  const row = rows.find(({ trial }) => trial === plain!.id);
  assertEquals([row!.head, row!.bn_momentum], ["plain", ""]);
});

Deno.test("claims.csv has a row for each statement, with all that is known of it", () => {
  const run = everyKind();
  const rows = rowsOf(run, "claims.csv");
  assertEquals(
    rows.map(({ claim, assertion }) => `${claim}/${assertion}`),
    run.claims.flatMap(({ name, statements }) =>
      statements.map((statement) => `${name}/${statement.name}`)
    ),
  );
  const find = (name: string) =>
    rows.find(({ assertion }) => assertion === name)!;
  const positive = find("positive");
  const expected = {
    profile: "quick",
    role: "primary",
    kind: "greater",
    sentence: "the layer helps, in gain",
    source: "made up, gain",
    site: "leaves small-cnn",
    majority: "healthy",
    minority_count: "10",
    estimate: "0.5",
    lower: "0.4",
    upper: "0.6",
    level: "0.95",
    log_support: String(6 * 0.8),
    first_mean: "0.45",
    bar: "40",
    state: "decided",
    starred: "no",
    wanted_least: "",
    bound: "0",
    margin: "0.05",
    seeds: "6",
    failed: "0",
    verdict: "supported",
    claim_verdict: "supported",
    expected: "supported",
    again_verdict: "",
  };
  for (const [name, value] of Object.entries(expected)) {
    assertEquals(positive[name], value, name);
  }
  // Several sites have no classes in common.
  const { dataset, model, majority, majority_count } = find("pooled");
  assertEquals(
    [dataset, model, majority, majority_count],
    ["leaves;mnist", "small-cnn;mlp", "", ""],
  );
  const { state, wanted_least, wanted_most } = find("peak-inside");
  assertEquals([state, wanted_least, wanted_most], ["given-up", "140", "200"]);
  const { lower, upper, level } = find("under-confident");
  assertEquals([lower, upper, level], ["", "", "0.95"]);
  const { role, verdict, margin } = find("trend");
  assertEquals([role, verdict, margin], ["reported", "", ""]);
  const { again_first_seed, again_verdict } = find("oversampling");
  assertEquals([again_first_seed, again_verdict], ["7", "inconclusive"]);
});

Deno.test("contrasts.csv has a row for each statement, condition and seed", () => {
  const run = madeUpDocument({ seeds: 2, failed: [2] });
  const rows = rowsOf(run, "contrasts.csv");
  const [{ id: treated }, { id: plain }] = run.trials as [
    RunDocument["trials"][0],
    RunDocument["trials"][0],
  ];
  const [seed] = run.claims[0]!.statements[0]!.series[0]!.seeds;
  assertEquals(rows[0], {
    claim: "gain",
    assertion: "positive",
    site: "leaves small-cnn",
    condition: "",
    seed: "1",
    value: String(seed!.value),
    cells: "with;without",
    weights: "1;-1",
    metrics: "minority_f1;minority_f1",
    inferences: "as-trained;as-trained",
    epochs: "3;3",
    scores: seed!.scores.join(";"),
    trials: `${treated};${plain}`,
  });
  assertEquals([rows[1]!.value, rows[1]!.scores!.startsWith(";")], ["", true]);
  const metrics = new Set(
    rowsOf(everyKind(), "contrasts.csv").map(({ metrics }) => metrics),
  );
  assert(
    metrics.has("epoch of minority_f1 >= 0.4;epoch of minority_f1 >= 0.4"),
  );
});

Deno.test("history.csv gives each epoch its loss, and metrics where it was evaluated", () => {
  const run = madeUpDocument({ seeds: 1 });
  const [{ id, result }] = run.trials as [RunDocument["trials"][0]];
  result.evaluations = result.evaluations.filter(({ epoch }) => epoch === 3);
  const rows = rowsOf(run, "history.csv").filter(({ trial }) => trial === id);
  assertEquals(
    rows.map(({ epoch, loss }) => [epoch, loss]),
    [["1", "1"], ["2", "0.5"], ["3", "0.3"]],
  );
  const [removed, trained] = result.evaluations;
  assertEquals(
    rows.map((row) => [row.minority_f1, row.minority_f1_removed]),
    [["", ""], ["", ""], [
      String(trained!.metrics.minorityF1),
      String(removed!.metrics.minorityF1),
    ]],
  );
});

Deno.test("environment.csv tells each fact once", () => {
  const run = madeUpDocument({ failed: [6] });
  const rows = rowsOf({ ...run, isComplete: false }, "environment.csv");
  const facts = new Map(rows.map(({ name, value }) => [name, value]));
  assertEquals(facts.size, rows.length);
  assertEquals(facts.get("command"), "deno task bench --seeds 6");
  assertEquals(facts.get("run began"), "2026-01-31T12:00:00.000Z");
  assertEquals(facts.get("trials"), "killed (1); ok (11)");
  assertEquals(facts.get("engines"), "tensorflow 2.21.0 on cpu, avx2 (11)");
  assertEquals(facts.get("complete"), "no: the run was stopped");
});

Deno.test("csv() takes hostile names unharmed", () => {
  for (const name of HOSTILE_NAMES) {
    const [row] = rowsOf(hostileDocument(name), "claims.csv");
    // The reader makes one line feed of a line break.
    const shown = guarded(name).replaceAll("\r\n", "\n");
    for (const column of ["claim", "says", "site", "detail", "reason"]) {
      assertEquals(row![column], shown);
    }
  }
});

Deno.test("datapackage.json documents every column of every file", () => {
  const files = csv(everyKind());
  const { resources } = JSON.parse(String(files["datapackage.json"]));
  const tables = Object.values(RUN_TABLES);
  assertEquals(resources.length, tables.length);
  const names = resources.map(({ name }: { name: string }) => name);
  for (const [at, { path, columns, key }] of tables.entries()) {
    const { schema } = resources[at];
    assertEquals(resources[at].path, path);
    assert(path in files);
    assertEquals(
      schema.fields.map(({ name }: { name: string }) => name),
      Object.keys(columns),
    );
    for (const { name, description, type } of schema.fields) {
      assert(description.length > 8, `${path} ${name}`);
      assert(["string", "integer", "number"].includes(type));
    }
    assertEquals(schema.primaryKey, key);
    for (const { reference } of schema.foreignKeys ?? []) {
      assert(names.includes(reference.resource), path);
    }
  }
});

const frictionless = await findCommand("frictionless");

Deno.test({
  name: "frictionless finds the files of runs valid, and what is broken not",
  ignore: frictionless === undefined,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const validate = async () => {
      const { success, stdout } = await new Deno.Command(frictionless!, {
        args: ["validate", "--json", "datapackage.json"],
        cwd: folder,
      }).output();
      const report = JSON.parse(new TextDecoder().decode(stdout));
      return { success, report };
    };
    const run = everyKind({ minority: [...HOSTILE_NAMES] });
    const [claim] = run.claims;
    const hostile = HOSTILE_NAMES.filter((name) => name.isWellFormed())
      .map((name) => ({ ...claim!, name }));
    const all = { ...run, claims: [...run.claims, ...hostile] };
    for (const [name, text] of Object.entries(csv(all))) {
      await Deno.writeTextFile(`${folder}/${name}`, String(text));
    }
    const valid = await validate();
    const told = JSON.stringify(valid.report.tasks, null, 1).slice(0, 4000);
    assert(valid.success, told);
    assertEquals(valid.report.stats.tasks, Object.keys(RUN_TABLES).length);
    await Deno.writeTextFile(`${folder}/history.csv`, "trial,epoch\r\nx,y\r\n");
    const { success } = await validate();
    assert(!success);
    await Deno.remove(folder, { recursive: true });
  },
});
