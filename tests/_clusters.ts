/**
 * Runs the files in `clusters/` as their clusters would, with programs in the
 * place of npx and others that only note how they are called.
 */
import { assert, assertEquals } from "@std/assert";
import { parse, parseAll } from "@std/yaml";
import { outcomeOf } from "./_process.ts";

/** The folder of the files that start a run on a cluster. */
export const CLUSTERS = new URL("../clusters/", import.meta.url);
/** Reads one of them. */
export const read = (name: string) =>
  Deno.readTextFileSync(new URL(name, CLUSTERS));

export const SLURM = "slurm.sbatch";
export const KUBERNETES = "kubernetes.yaml";
export const GITHUB = "github-actions.yml";

/** A call of one of the suite's tasks. */
export interface Call {
  task: string;
  args: string[];
}

/** What one run of a script came to. */
export interface Run {
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
export async function run(
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
  const { code, stderr } = await outcomeOf(
    new Deno.Command("bash", {
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
    }),
  );
  const noted = await Deno.readTextFile(`${folder}/calls`).catch(() => "");
  const calls = noted.split("END\0").slice(0, -1).map((call) => {
    const [task = "", ...args] = call.split("\0").slice(0, -1);
    return { task, args: args.map((arg) => arg.replace(`${folder}/`, "")) };
  });
  await Deno.remove(folder, { recursive: true });
  return { code, stderr, calls };
}

/** What a cluster's file does, as bash scripts. */
export interface Cluster {
  name: string;
  /** The number of shards that the cluster starts. */
  shards: number;
  /** Runs a shard, from 1; a task of it may fail. */
  runShard: (shard: number, failing?: string) => Promise<Run>;
  /** Runs what follows the shards; a task of it may fail. */
  runMerge: (failing?: string) => Promise<Run>;
}

/** A Slurm job array, and the task 0 that follows it. */
export function slurm(): Cluster {
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

/** An Indexed Job, and the job that follows it. */
export function kubernetes(): Cluster {
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
    WORKERS: "4",
    MEMORY: "8192",
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

/** A workflow of GitHub Actions, as far as it is looked at. */
export interface Workflow {
  env: Record<string, string>;
  jobs: Record<"shard" | "merge", {
    strategy?: { matrix: { shard: number[] } };
    steps: {
      uses?: string;
      run?: string;
      if?: string;
      with?: Record<string, unknown>;
    }[];
  }>;
}

/** A matrix, and the job that follows it. */
export function githubActions(): Cluster {
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
