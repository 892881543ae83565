/** `deno task changed`: the claims that a change of the code is behind. */
import { changedClaims } from "../run/changed_claims.ts";
import { UsageError } from "../study/usage_error.ts";
import { readFlags } from "./read_flags.ts";
import { ExitCode, runTask } from "./run_task.ts";

const HELP = `Prints the claims whose bench file, or whose imports, differ from
those of a git revision: what deno task bench --filter takes, and nothing where
there are none.

deno task changed [--since REVISION]

  --since REVISION  compared from where both have gone apart    [origin/main]
`;

if (import.meta.main) await runTask(() => changed(Deno.args));

async function changed(args: readonly string[]): Promise<number> {
  const { help, since = "origin/main" } = readFlags(args, {
    task: "changed",
    string: ["since"],
  });
  if (help) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  const claims = await changedClaims(await changedFiles(String(since)));
  // Claims are named like their files, but for the dashes.
  if (claims.length > 0) console.log(claims.join(",").replaceAll("_", "-"));
  return ExitCode.asExpected;
}

/** @throws {UsageError} If git knows no such revision. */
async function changedFiles(since: string): Promise<string[]> {
  const { code, stdout, stderr } = await new Deno.Command("git", {
    args: ["diff", "--name-only", "-z", "--merge-base", since, "--"],
    cwd: new URL("../../", import.meta.url),
  }).output();
  const decoder = new TextDecoder();
  if (code === 0) return decoder.decode(stdout).split("\0").filter(Boolean);
  throw new UsageError(
    `Cannot compare with ${since}: ${decoder.decode(stderr).trim()}. Next ` +
      "step: fetch it, or name another revision with --since",
  );
}
