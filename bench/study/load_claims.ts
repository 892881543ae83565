/** The claims that the bench files declare. */
import {
  type BenchFile,
  type Claim,
  type Protocol,
  readClaim,
  REFERENCE_PROTOCOL,
} from "./claim.ts";
import { selectClaims } from "./select_claims.ts";
import { UsageError } from "./usage_error.ts";

const FOLDER = new URL("../", import.meta.url);

/**
 * Loads the claims of a run: every bench file exports one.
 *
 * @param filter Parts of the names of those that are wanted, or of their
 * assertions; all if none.
 * @param protocol What claims may go by.
 * @returns The claims in the order of reports: the paper's, by where it makes
 * them, then extensions and controls.
 * @throws {TypeError} If a file does not export a claim; it says what is wrong.
 * @throws {UsageError} If no name has one of the parts.
 */
export async function loadClaims(
  filter: readonly string[] = [],
  protocol: Protocol = REFERENCE_PROTOCOL,
): Promise<Claim[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(FOLDER)) names.push(name);
  const files = names.filter((name) => name.endsWith("_bench.ts"));
  assertSuffix(filter, names);
  const loaded = await Promise.all(
    files.sort().map((name) => loadClaim(new URL(name, FOLDER), protocol)),
  );
  return selectClaims(loaded.toSorted(inOrder), filter);
}

/** @throws {UsageError} If what is wanted is in a file of another name. */
function assertSuffix(
  filter: readonly string[],
  files: readonly string[],
): void {
  for (const part of filter) {
    const name = part.replaceAll("-", "_");
    if (!files.includes(`${name}.ts`) || name === "bench") continue;
    throw new UsageError(
      `Cannot find a claim with "${part}" in its name: bench/${name}.ts does ` +
        `not end in _bench.ts. Next step: call it bench/${name}_bench.ts`,
    );
  }
}

/** What a claim is about, in the order of reports. */
const ROLES = ["primary", "extension", "control"];

/** Sources name the parts of the paper: the abstract, then (i) to (vi). */
function inOrder(a: Claim, b: Claim): number {
  const role = ({ role = "primary" }: Claim) => ROLES.indexOf(role);
  return role(a) - role(b) ||
    Number(a.source > b.source) - Number(a.source < b.source);
}

/**
 * Loads the claim of one bench file.
 *
 * @param protocol What the claim may go by.
 * @throws {TypeError} If it does not export a claim; it names the file, the
 * claim and the field, and says what to do.
 */
export async function loadClaim(
  file: URL,
  protocol: Protocol = REFERENCE_PROTOCOL,
): Promise<Claim> {
  const from = `bench/${file.pathname.split("/").at(-1)}`;
  const claim = readClaim(await exported(file, from), { protocol, from });
  const name = from.slice("bench/".length, -"_bench.ts".length)
    .replaceAll("_", "-");
  if (claim.name === name) return claim;
  throw new TypeError(
    `Cannot read the claim "${claim.name}" in ${from}: wanted the name of its ` +
      `file, "${name}". Next step: change one of the two`,
  );
}

/** What a file exports. */
async function exported(
  file: URL,
  from: string,
): Promise<BenchFile | undefined> {
  try {
    return (await import(file.href)).default;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TypeError(
      `Cannot load ${from}: ${reason}. Next step: mend the file, or move it ` +
        "out of bench/",
      { cause },
    );
  }
}
