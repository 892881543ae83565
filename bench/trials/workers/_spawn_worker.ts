/** How the process of a worker is started. */

/** Settings of the engine from outside, which would change results unseen. */
const HIDDEN = /^(ONEDNN_|DNNL_|OMP_|KMP_|MKL_|XLA_FLAGS$|TF_ENABLE_ONEDNN)/;

/** What a worker runs, and what it may use. */
export interface SpawnOptions {
  /** The module that it runs. */
  script: URL;
  /** The one GPU that it sees, as CUDA calls it; all of them if left out. */
  gpu: string | undefined;
  /**
   * The one folder that it may write to.
   * @default {none}
   */
  writable?: string;
}

/** Starts a process with the permissions that `deno.json` has for workers. */
export function spawnWorker(
  { script, gpu, writable }: SpawnOptions,
): Deno.ChildProcess {
  const environment = Object.entries(Deno.env.toObject())
    .filter(([name]) => !HIDDEN.test(name));
  if (gpu !== undefined) environment.push(["CUDA_VISIBLE_DEVICES", gpu]);
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--permission-set=worker",
      ...(writable === undefined ? [] : [writeFlag(writable)]),
      script.href,
      String(Deno.pid),
    ],
    clearEnv: true,
    env: Object.fromEntries(environment),
    // Ctrl-C at a terminal is for the parent alone.
    detached: Deno.build.os !== "windows",
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Deno takes a comma for the end of a path: such a folder is not told apart. */
function writeFlag(folder: string): string {
  return folder.includes(",") ? "--allow-write" : `--allow-write=${folder}`;
}
