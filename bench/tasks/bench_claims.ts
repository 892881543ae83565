/** `deno task bench` for claims of your own. */
import { assertDistinct } from "../study/assert_distinct.ts";
import { type BenchFile, readClaim } from "../study/claim.ts";
import type { loadClaims } from "../study/load_claims.ts";
import { selectClaims } from "../study/select_claims.ts";
import { BENCH, bench } from "./bench.ts";
import { taskCode } from "./run_task.ts";

/**
 * Checks claims as `deno task bench` does, with all of its options: trains the
 * trials that are not kept, prints the verdicts, and writes the reports. Errors
 * are printed, and not thrown.
 *
 * @param claims What to check.
 * @param args The options of `deno task bench`; those of this process unless
 * told otherwise.
 * @returns The exit code of `deno task bench`. What was found is in `run.json`,
 * in the folder of the reports.
 *
 * @example It trains, and so is not run here.
 * ```ts ignore
 * import { benchClaims } from "./bench_claims.ts";
 * import gain from "../gain_bench.ts";
 * Deno.exit(await benchClaims([gain], ["--dataset", "mnist"]));
 * ```
 */
export async function benchClaims(
  claims: readonly BenchFile[],
  args: readonly string[] = Deno.args,
): Promise<number> {
  const file = Deno.mainModule.split("/").at(-1);
  const command = `deno run --allow-all ${file}`;
  const claimsOf: typeof loadClaims = (filter = [], protocol) => {
    const read = claims.map((file) =>
      readClaim(file, protocol && { protocol })
    );
    assertDistinct(read);
    return Promise.resolve(selectClaims(read, filter));
  };
  return await taskCode({
    ...BENCH,
    about: "Checks claims and writes reports.",
    command,
    // The claims that are usual for own images are the suite's.
    run: (given) =>
      bench(given.has("images") ? given.with({ filter: "all" }) : given, {
        command,
        claimsOf,
      }),
  }, args);
}
