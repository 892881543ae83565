/** `deno task bench`: checks the claims of all bench files. */
import { checkClaims, type CheckOutcome } from "../check_claims.ts";
import type { Claim } from "../claim.ts";
import { HELP, readSettings, type Settings, UsageError } from "../settings.ts";
import { exitCodeOf } from "./_exit_code_of.ts";
import { ExitCode, runTask } from "./_run_task.ts";

if (import.meta.main) await runTask(() => bench(Deno.args));

async function bench(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  const settings = await readSettings(args, {
    cores: navigator.hardwareConcurrency,
    data: Deno.env.get("FINALBN_DATA") || undefined,
  });
  const claims = selectClaims(await loadClaims(), settings.filter);
  const stop = new AbortController();
  Deno.addSignalListener("SIGINT", () => {
    if (stop.signal.aborted) Deno.exit(ExitCode.interrupted);
    stop.abort();
    console.error(
      "\nstopping: what is being trained is finished, and the reports are " +
        "written; Ctrl-C again stops at once",
    );
  });
  try {
    const outcome = await checkClaims(claims, settings, {
      signal: stop.signal,
    });
    report(outcome, settings);
    return exitCodeOf(outcome, settings);
  } catch (error) {
    // What was stopped on purpose need not explain itself.
    if (stop.signal.aborted) return ExitCode.interrupted;
    throw error;
  }
}

/** Every bench file beside this folder exports its claim. */
async function loadClaims(): Promise<Claim[]> {
  const folder = new URL("../", import.meta.url);
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith("_bench.ts")) names.push(name);
  }
  return await Promise.all(
    names.sort().map(async (name) =>
      (await import(new URL(name, folder).href)).default as Claim
    ),
  );
}

function selectClaims(
  claims: readonly Claim[],
  filter: string | undefined,
): Claim[] {
  const selected = claims.filter(({ name }) => name.includes(filter ?? ""));
  if (selected.length > 0) return selected;
  const names = claims.map(({ name }) => name).join(", ");
  throw new UsageError(
    `Cannot find a claim with "${filter}" in its name: there are ${names}`,
  );
}

function report(outcome: CheckOutcome, { out }: Settings): void {
  const { evidence, failedTrials, interrupted, trials } = outcome;
  const partial = interrupted ? " (partial: the run was interrupted)" : "";
  if (trials > 0) {
    console.log(`reports: ${out}/claims.csv, ${out}/trials.csv${partial}`);
  }
  for (const text of evidence) {
    console.error(`\ndeparture from what is expected:\n${text}`);
  }
  if (failedTrials > 0) {
    console.error(`\n${failedTrials} trials failed: see ${out}/trials.csv`);
  }
}
