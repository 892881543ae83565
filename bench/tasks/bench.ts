/** `deno task bench`: checks the claims of all bench files. */
import { checkClaims, type CheckOutcome } from "../check_claims.ts";
import type { Claim } from "../claim.ts";
import { HELP, readSettings, type Settings, UsageError } from "../settings.ts";
import { ExitCode, runTask } from "./_run_task.ts";

if (import.meta.main) await runTask(() => bench(Deno.args));

async function bench(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  const settings = readSettings(args, {
    cores: navigator.hardwareConcurrency,
  });
  const claims = selectClaims(await loadClaims(), settings.filter);
  const stop = new AbortController();
  Deno.addSignalListener("SIGINT", () => {
    if (stop.signal.aborted) Deno.exit(ExitCode.interrupted);
    stop.abort();
    console.error(
      "\nstopping: the running trainings are finished and the reports are " +
        "written; Ctrl-C again stops at once",
    );
  });
  const outcome = await checkClaims(claims, settings, { signal: stop.signal });
  console.log(
    `reports: ${settings.out}/claims.csv, ${settings.out}/trials.csv` +
      (outcome.interrupted ? " (partial: the run was interrupted)" : ""),
  );
  return exitCodeOf(outcome, settings);
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

function exitCodeOf(outcome: CheckOutcome, { strict }: Settings): number {
  const { claims, failedTrials, evidence, interrupted } = outcome;
  if (interrupted) return ExitCode.interrupted;
  for (const text of evidence) {
    console.error(`\ndeparture from what is expected:\n${text}`);
  }
  if (failedTrials > 0) {
    console.error(`\n${failedTrials} trials failed: see trials.csv`);
    return ExitCode.failure;
  }
  const open = claims.some(({ verdict }) => verdict === "inconclusive");
  const decided = claims.some(({ verdict, expected }) =>
    verdict !== expected && verdict !== "inconclusive"
  );
  if (decided) return ExitCode.departure;
  if (open && strict) return ExitCode.inconclusive;
  return evidence.length > 0 ? ExitCode.departure : ExitCode.asExpected;
}
