/** `deno task changed`: the claims that a change of the code is behind. */
import { changedClaims } from "../run/changed_claims.ts";
import type { GivenOptions } from "../run/settings/given_options.ts";
import { text } from "../run/settings/option.ts";
import type { ReadModule } from "../trials/modules_of.ts";
import { UsageError } from "../study/usage_error.ts";
import { ExitCode, runTask } from "./run_task.ts";

const OPTIONS = {
  since: {
    kind: text("REVISION"),
    help: "compare with the point where the branch left it",
    otherwise: "origin/main",
  },
};

/** The repository's folder. */
const ROOT = new URL("../../", import.meta.url);

if (import.meta.main) {
  await runTask({
    name: "changed",
    about:
      `Prints the claims whose verdicts a change of the code can affect: the claim
itself, its kinds of statements or its reviewed verdicts changed, or the code
that trains, measures or decides. The output fits deno task bench --filter, and
is empty if no claim is affected. Comments and formatting do not count.`,
    options: OPTIONS,
    run: changed,
  });
}

async function changed(given: GivenOptions<typeof OPTIONS>): Promise<number> {
  const since = given.value("since") ?? OPTIONS.since.otherwise;
  const claims = await changedClaims(await filesAt(since));
  if (claims.length > 0) console.log(claims.join(","));
  return ExitCode.asExpected;
}

/**
 * The files as they were at a revision: those that have not changed since are
 * read from the disk.
 *
 * @throws {UsageError} If git knows no such revision.
 */
async function filesAt(since: string): Promise<ReadModule> {
  const base = (await git("merge-base", since, "HEAD").catch((cause) => {
    throw new UsageError(
      `Cannot compare with ${since}: ${cause.message}. Next step: fetch it, or ` +
        "name another revision with --since",
      { cause },
    );
  })).trim();
  const lists = [
    await git("diff", "--name-only", "--no-renames", "-z", base, "--"),
    await git("ls-files", "--others", "--exclude-standard", "-z"),
  ];
  const changed = new Set(lists.flatMap((list) => list.split("\0")));
  return async (url) => {
    const path = url.href.slice(ROOT.href.length);
    return changed.has(path)
      ? await git("show", `${base}:${path}`).catch(() => "") // not there yet
      : await Deno.readTextFile(url);
  };
}

/** @throws {Error} What git says, if it fails. */
async function git(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command("git", {
    args,
    cwd: ROOT,
  }).output();
  const decoder = new TextDecoder();
  if (code !== 0) throw new Error(decoder.decode(stderr).trim());
  return decoder.decode(stdout);
}
