/**
 * The files that start a run on a cluster: each is run as its cluster would run
 * it, with programs in the place of npx and others that only note how they are
 * called, and is checked by its own tool where that is on the PATH.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse, parseAll } from "@std/yaml";
import { readSettings, type Settings } from "../bench/settings.ts";
import { parseArgs } from "@std/cli/parse-args";

const ROOT = new URL("../", import.meta.url);
const CLUSTERS = new URL("clusters/", ROOT);
const read = (name: string) => Deno.readTextFileSync(new URL(name, CLUSTERS));

const SLURM = "slurm.sbatch";
const KUBERNETES = "kubernetes.yaml";
const GITHUB = "github-actions.yml";

/** A call of one of the suite's tasks. */
interface Call {
  task: string;
  args: string[];
}

/** What one run of a script came to. */
interface Run {
  code: number;
  stderr: string;
  calls: Call[];
}

/** What stands in for npx: it notes its arguments, and may fail at a task. */
const NPX = `#!/usr/bin/env bash
[ "$1 $2 $3" = "-y deno@2.9.6 task" ] || { echo "npx $*" >&2; exit 90; }
printf '%s\\0' "\${@:4}" END >> "$CALLS"
[ "$4" != "\${FAILING:-}" ] || exit 4
`;
const GIT = `#!/usr/bin/env bash
if [ "$1" = clone ]; then mkdir "\${@: -1}"; fi
`;

/** Runs a script as bash would with these flags, on programs that stand in. */
async function run(
  flags: string,
  script: string,
  env: Record<string, string>,
  folders: readonly string[] = [],
): Promise<Run> {
  const folder = await Deno.makeTempDir();
  const programs = { npx: NPX, git: GIT, "apt-get": "#!/usr/bin/env bash\n" };
  await Deno.mkdir(`${folder}/bin`);
  for (const [name, text] of Object.entries(programs)) {
    await Deno.writeTextFile(`${folder}/bin/${name}`, text, { mode: 0o755 });
  }
  for (const name of folders) {
    await Deno.mkdir(`${folder}/${name}`, { recursive: true });
  }
  const { code, stderr } = await new Deno.Command("bash", {
    args: [flags, script],
    cwd: folder,
    clearEnv: true,
    env: {
      PATH: `${folder}/bin:/usr/bin:/bin`,
      CALLS: `${folder}/calls`,
      SLURM_SUBMIT_DIR: folder,
      REPORTS: `${folder}/reports`,
      ...env,
    },
  }).output();
  const noted = await Deno.readTextFile(`${folder}/calls`).catch(() => "");
  const calls = noted.split("END\0").slice(0, -1).map((call) => {
    const [task = "", ...args] = call.split("\0").slice(0, -1);
    return { task, args: args.map((arg) => arg.replace(`${folder}/`, "")) };
  });
  await Deno.remove(folder, { recursive: true });
  return { code, stderr: new TextDecoder().decode(stderr), calls };
}

/** What a cluster's file does, as bash scripts. */
interface Cluster {
  name: string;
  /** The number of shards that the cluster starts. */
  shards: number;
  /** Runs a shard, from 1; a task of it may fail. */
  runShard: (shard: number, failing?: string) => Promise<Run>;
  /** Runs what follows the shards; a task of it may fail. */
  runMerge: (failing?: string) => Promise<Run>;
}

function slurm(): Cluster {
  const text = read(SLURM);
  const [, first, last] = /^#SBATCH --array=(\d+)-(\d+)$/m.exec(text) ?? [];
  assertEquals(first, "1");
  const shards = Number(last);
  const env = { SLURM_CPUS_PER_TASK: "8", SLURM_MEM_PER_CPU: "2048" };
  return {
    name: SLURM,
    shards,
    runShard: (shard, failing = "") =>
      run("-c", text, {
        ...env,
        SLURM_ARRAY_TASK_ID: String(shard),
        FAILING: failing,
      }),
    runMerge: (failing = "") =>
      run(
        "-c",
        text,
        { ...env, SLURM_ARRAY_TASK_ID: "0", FAILING: failing },
        [`reports/shard-1-of-${shards}`, `reports/shard-2-of-${shards}`],
      ),
  };
}

interface Manifest {
  kind: string;
  metadata: { name: string };
  data: Record<string, string>;
  spec: {
    completions: number;
    completionMode: string;
    template: {
      spec: { containers: [{ command: string[]; args: [string] }] };
    };
  };
}

function kubernetes(): Cluster {
  const manifests = parseAll(read(KUBERNETES)) as Manifest[];
  const named = (kind: string, name: string) => {
    const found = manifests.find((one) =>
      one.kind === kind && one.metadata.name === name
    );
    assert(found !== undefined, `there is no ${kind} ${name}`);
    return found;
  };
  const job = named("Job", "finalbn");
  assertEquals(job.spec.completionMode, "Indexed");
  const env = {
    ...named("ConfigMap", "finalbn").data,
    ...{ WORKERS: "4", MEMORY: "8192" },
  };
  const scriptOf = ({ spec }: Manifest) => {
    const [{ command, args }] = spec.template.spec.containers;
    const [shell, flags = ""] = command;
    assertEquals(shell, "bash");
    return [flags, args[0]] as const;
  };
  const shards = job.spec.completions;
  return {
    name: KUBERNETES,
    shards,
    runShard: (shard, failing = "") =>
      run(...scriptOf(job), {
        ...env,
        JOB_COMPLETION_INDEX: String(shard - 1),
        FAILING: failing,
      }),
    runMerge: (failing = "") =>
      run(...scriptOf(named("Job", "finalbn-merge")), {
        ...env,
        FAILING: failing,
      }, [`reports/shard-1-of-${shards}`, `reports/shard-2-of-${shards}`]),
  };
}

interface Workflow {
  env: Record<string, string>;
  jobs: Record<"shard" | "merge", {
    strategy?: { matrix: { shard: number[] } };
    steps: { run?: string; if?: string; with?: Record<string, unknown> }[];
  }>;
}

function githubActions(): Cluster {
  const { env, jobs } = parse(read(GITHUB)) as Workflow;
  const matrix = jobs.shard.strategy?.matrix.shard ?? [];
  assertEquals(matrix, matrix.map((_, at) => at + 1));
  const scriptOf = (job: keyof typeof jobs, values: Record<string, string>) =>
    jobs[job].steps.flatMap(({ run }) => run ?? []).join("\n")
      .replaceAll(/\$\{\{ *([\w.-]+) *\}\}/g, (_, name) => {
        assert(name in values, `there is no ${name}`);
        return values[name] as string;
      });
  const options = { "env.OPTIONS": env.OPTIONS as string };
  return {
    name: GITHUB,
    shards: matrix.length,
    runShard: (shard, failing = "") =>
      run(
        "-ec",
        scriptOf("shard", {
          ...options,
          "matrix.shard": String(shard),
          "strategy.job-total": String(matrix.length),
        }),
        { FAILING: failing },
      ),
    runMerge: (failing = "") =>
      run("-ec", scriptOf("merge", options), { FAILING: failing }, [
        "shards/shard-1",
        "shards/shard-2",
      ]),
  };
}

/** The settings of a call of deno task bench; an unknown option throws. */
function settingsOf({ task, args }: Call): Promise<Settings> {
  assertEquals(task, "bench");
  return readSettings(args, { cores: 1 });
}

/** What must be the same in every part of a run. */
function planOf(settings: Settings) {
  const { seeds, dataset, majority, minority, epochs, imageSize } = settings;
  return { seeds, dataset, majority, minority, epochs, imageSize };
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
  const [upload] = jobs.shard.steps.slice(-1);
  assertEquals(upload?.if, "always()");
});

const VALIDATORS = [
  { file: SLURM, command: ["bash", "-n"] },
  { file: SLURM, command: ["shellcheck"] },
  { file: KUBERNETES, command: ["kubernetes-validate", "--strict"] },
  { file: GITHUB, command: ["actionlint"] },
  {
    file: GITHUB,
    command: [
      ...["check-jsonschema", "--builtin-schema", "vendor.github-workflows"],
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
      const { code, stdout, stderr } = await new Deno.Command(program, {
        args: [...args, new URL(file, CLUSTERS).pathname],
      }).output();
      const decoder = new TextDecoder();
      assertEquals(code, 0, decoder.decode(stdout) + decoder.decode(stderr));
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
