/** The claims that the bench files declare. */
import {
  type Claim,
  claimUnder,
  type Protocol,
  REFERENCE_PROTOCOL,
} from "./claim.ts";
import { selectClaims } from "./select_claims.ts";

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
  const files: string[] = [];
  for await (const { name } of Deno.readDir(FOLDER)) {
    if (name.endsWith("_bench.ts")) files.push(name);
  }
  const loaded = await Promise.all(
    files.sort().map((name) => loadClaim(new URL(name, FOLDER), protocol)),
  );
  return selectClaims(loaded.toSorted(inOrder), filter);
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
 * claim and the field.
 */
export async function loadClaim(
  file: URL,
  protocol: Protocol = REFERENCE_PROTOCOL,
): Promise<Claim> {
  try {
    return claimUnder(protocol, (await import(file.href)).default);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const name = file.pathname.split("/").at(-1);
    throw new TypeError(`Cannot load ${name}: ${error.message}`, {
      cause: error,
    });
  }
}
