/**
 * The files that start a run on a cluster: what they run is right, and each is
 * checked by its own tool where that is on the PATH.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parseArgs } from "@std/cli/parse-args";
import { parse } from "@std/yaml";
import { readSettings, type Settings } from "../bench/run/settings/settings.ts";
import {
  type Call,
  CLUSTERS,
  GITHUB,
  githubActions,
  KUBERNETES,
  kubernetes,
  read,
  run,
  SLURM,
  slurm,
  type Workflow,
} from "./_clusters.ts";
import { outcomeOf } from "./_process.ts";

const ROOT = new URL("../", import.meta.url);

/** The settings of a call of deno task bench; an unknown option throws. */
function settingsOf({ task, args }: Call): Promise<Settings> {
  assertEquals(task, "bench");
  return readSettings(args, { cores: 1 });
}

/** What must be the same in every part of a run. */
function planOf(settings: Settings) {
  const { profile, filter, seeds, sites } = settings;
  return { profile, filter, seeds, sites };
}

for (const open of [slurm, kubernetes, githubActions]) {
  const { name, shards, runShard, runMerge } = open();

  Deno.test(`${name} runs each shard once, each into a folder of its own`, async () => {
    const outs = new Set<string>();
    const stores = new Set<string>();
    for (let shard = 1; shard <= shards; shard++) {
      const { code, stderr, calls } = await runShard(shard);
      assertEquals([code, calls.length], [0, 1], stderr);
      const settings = await settingsOf(calls[0]!);
      assertEquals(settings.shard, { shard, shards });
      stores.add(settings.store);
      outs.add(settings.out);
    }
    // The jobs of GitHub Actions share no disk: artifacts keep theirs apart.
    const folders = name === GITHUB ? 1 : shards;
    assertEquals([outs.size, stores.size], [folders, folders]);
  });

  Deno.test(`${name} merges the shards, then decides with the same options`, async () => {
    const shard = (await runShard(1)).calls[0]!;
    const { code, stderr, calls } = await runMerge();
    assertEquals([code, calls.length], [0, 2], stderr);
    const [merge, bench] = calls as [Call, Call];
    assertEquals(merge.task, "merge");
    const { _: folders, store, ...others } = parseArgs(merge.args, {
      string: ["store"],
    });
    assertEquals(others, {});
    assertEquals(folders.length, 2);
    const settings = await settingsOf(bench);
    assertEquals(settings.store, store);
    assertEquals([settings.shard, settings.anyEngine], [undefined, true]);
    assertEquals(planOf(settings), planOf(await settingsOf(shard)));
  });

  Deno.test(`${name} fails, and does not decide, where shards are missing`, async () => {
    const { code, calls } = await runMerge("merge");
    assertEquals([code, calls.map(({ task }) => task)], [4, ["merge"]]);
  });

  Deno.test(`${name} fails where a shard or the decision does`, async () => {
    assertEquals((await runShard(1, "bench")).code, 4);
    assertEquals((await runMerge("bench")).code, 4);
  });
}

Deno.test("the files of clusters use the deno and the tasks of the suite", () => {
  const { tasks } = JSON.parse(
    Deno.readTextFileSync(new URL("deno.json", ROOT)),
  );
  const [, version] = /deno@([\d.]+) task/.exec(
    Deno.readTextFileSync(new URL("README.md", ROOT)),
  )!;
  for (const name of [SLURM, KUBERNETES, GITHUB]) {
    const calls = [...read(name).matchAll(/npx -y deno@(\S+) task\b ?(\w*)/g)];
    assert(calls.length >= 1, name);
    for (const [call, used, task] of calls) {
      assertEquals(used, version, `${name}: ${call}`);
      assert(task === "" || task! in tasks, `${name}: ${call}`);
    }
  }
});

Deno.test("slurm.sbatch is not run without sbatch", async () => {
  const { code, stderr, calls } = await run("-c", read(SLURM), {});
  assertEquals([code, calls], [1, []]);
  assertStringIncludes(stderr, "submit this file with sbatch");
});

Deno.test("slurm.sbatch has its directives before the first command", () => {
  const lines = read(SLURM).split("\n");
  const command = lines.findIndex((line) =>
    line !== "" && !line.startsWith("#")
  );
  const last = lines.findLastIndex((line) => line.startsWith("#SBATCH"));
  assert(last > 0 && last < command);
});

Deno.test("github-actions.yml is red when a step is: none may go on", () => {
  const { jobs } = parse(read(GITHUB)) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => [job, ...job.steps]);
  for (const step of steps) {
    assert(!("continue-on-error" in step), JSON.stringify(step));
    if ("run" in step) assert(!step.run!.includes("||"), step.run);
  }
  // What was trained is kept all the same.
  for (const step of jobs.shard.steps.slice(-2)) {
    assertEquals(step.if, "always()");
  }
});

Deno.test("github-actions.yml has a shard that was cut short go on", () => {
  const { jobs } = parse(read(GITHUB)) as Workflow;
  const [restore, save, upload] = jobs.shard.steps.flatMap((step) =>
    step.with?.path === "reports/shard" ? [step] : []
  );
  assertEquals([restore, save, upload].map((step) => step?.uses), [
    "actions/cache/restore@v5",
    "actions/cache/save@v5",
    "actions/upload-artifact@v6",
  ]);
  assertEquals(save?.with?.key, restore?.with?.key);
  const prefix = `${restore?.with?.["restore-keys"]}`;
  assert(`${save?.with?.key}`.startsWith(`${prefix}\${{ github.run_id }}-`));
  assertStringIncludes(prefix, "shard-${{ matrix.shard }}-of-");
});

for (
  const [conditions, ends] of [
    ["SuccessCriteriaMet Complete", true],
    [
      "FailureTarget Failed",
      true,
    ],
    ["Suspended FailureTarget", false],
    ["", false],
  ] as const
) {
  Deno.test(`kubernetes.yaml ${ends ? "merges" : "waits"} at "${conditions}"`, async () => {
    const [, commands = ""] =
      /^# {6}kubectl apply .*\n((?:# {6}.*\n)+)/m.exec(read(KUBERNETES)) ?? [];
    const { stdout, stderr } = await outcomeOf(
      new Deno.Command("bash", {
        args: [
          "-c",
          `kubectl() { [ "$1" = get ] && echo "$SAYS" || echo "kubectl $*"; }
sleep() { echo "sleep $*"; exit; }
${commands.replaceAll(/^# {6}/gm, "")}`,
        ],
        env: { SAYS: conditions },
      }),
    );
    assertEquals(
      stdout.split("\n")[0],
      ends
        ? 'kubectl patch job/finalbn-merge --patch {"spec":{"suspend":false}}'
        : "sleep 60",
      stderr,
    );
  });
}

Deno.test("docs/clusters.md shows the commands of kubernetes.yaml", () => {
  const page = Deno.readTextFileSync(new URL("docs/clusters.md", ROOT));
  const commands = Array.from(
    read(KUBERNETES).matchAll(/^# {6}(.*\n)/gm),
    ([, line]) => line,
  );
  assertStringIncludes(page, "```sh\n" + commands.join("") + "```");
});

const VALIDATORS = [
  { file: SLURM, command: ["bash", "-n"] },
  { file: SLURM, command: ["shellcheck"] },
  { file: KUBERNETES, command: ["kubernetes-validate", "--strict"] },
  { file: GITHUB, command: ["actionlint"] },
  {
    file: GITHUB,
    command: [
      "check-jsonschema",
      "--builtin-schema",
      "vendor.github-workflows",
    ],
  },
];

for (const { file, command: [program = "", ...args] } of VALIDATORS) {
  const isThere = isOnPath(program);
  const reason = isThere ? "" : ` (skipped: there is no ${program})`;
  Deno.test({
    name: `${file} passes ${[program, ...args].join(" ")}${reason}`,
    ignore: !isThere,
    fn: async () => {
      const path = new URL(file, CLUSTERS).pathname;
      const { code, stdout, stderr } = await outcomeOf(
        new Deno.Command(program, { args: [...args, path] }),
      );
      assertEquals(code, 0, stdout + stderr);
    },
  });
}

function isOnPath(program: string): boolean {
  return (Deno.env.get("PATH") ?? "").split(":").some((folder) => {
    try {
      return Deno.statSync(`${folder}/${program}`).isFile;
    } catch {
      return false;
    }
  });
}
