/** Which claims a change of the code may decide otherwise. */
import type { Claim } from "../study/claim.ts";
import { type Expectations, readExpectations } from "../study/expectations.ts";
import { loadClaims } from "../study/load_claims.ts";
import { COMPUTING, hashModules } from "../trials/code_hash.ts";
import {
  modulesOf,
  reachedFrom,
  type ReadModule,
} from "../trials/modules_of.ts";

const STUDY = new URL("../study/", import.meta.url);

/** What plans and decides every claim, whatever its statements are. */
const DECIDING = [
  "plan_study.ts",
  "placed_trials.ts",
  "standings.ts",
  "decide.ts",
].map((name) => new URL(name, STUDY));

/** Lists all kinds: a claim depends on those that it has. */
const KINDS = new URL("kinds/mod.ts", STUDY);

/** Reviewed verdicts: a claim depends on its own. */
const EXPECTED = new URL("../expected.json", import.meta.url);

/** The module of a kind of statements. */
const kindModule = (kind: string) => new URL(`${kind}.ts`, KINDS);

/** The file that declares a claim. */
const benchFile = ({ name }: Claim) =>
  new URL(`../${name.replaceAll("-", "_")}_bench.ts`, STUDY);

/**
 * Finds the claims that another version of the code may decide otherwise: where
 * what trains, measures or decides differs, or the claim itself, the kinds of
 * its statements or its reviewed verdicts. Comments and formatting do not count.
 *
 * @param before Gives the files of the other version, an empty text for one that
 * it does not have.
 * @returns Names of claims, in the alphabet's order.
 */
export async function changedClaims(before: ReadModule): Promise<string[]> {
  const claims = await loadClaims();
  const now = await fingerprints(claims, (url) => Deno.readTextFile(url));
  const then = await fingerprints(claims, before);
  return claims.map(({ name }) => name)
    .filter((name) => now.get(name) !== then.get(name)).sort();
}

/** What decides each claim, as a text that is equal where nothing differs. */
async function fingerprints(
  claims: readonly Claim[],
  read: ReadModule,
): Promise<Map<string, string>> {
  const entriesOf = (claim: Claim) => [
    ...COMPUTING,
    ...DECIDING,
    benchFile(claim),
    ...kindsOf(claim).map(kindModule),
  ];
  const modules = await modulesOf(claims.flatMap(entriesOf), read);
  const expected = await readExpected(read);
  const known = await Promise.all(claims.map(async (claim) => {
    const own = reachedFrom(entriesOf(claim), modules, [KINDS, EXPECTED]);
    const code = await hashModules(own, read);
    return [claim.name, `${code} ${reviewedOf(claim, expected)}`] as const;
  }));
  return new Map(known);
}

function kindsOf({ assertions, measures = [] }: Claim): string[] {
  return [...assertions, ...measures].map(({ kind }) => kind);
}

async function readExpected(read: ReadModule): Promise<Expectations> {
  const text = await read(EXPECTED);
  return readExpectations(JSON.parse(text || "{}"));
}

/**
 * The reviewed verdicts of a claim, and the names of all that are reviewed: they
 * share the promises of a run.
 */
function reviewedOf({ name }: Claim, expected: Expectations): string {
  return JSON.stringify(expected, (key, value) => {
    if (typeof value?.verdict !== "string") return value;
    return key.startsWith(`${name}/`) ? value.verdict : "";
  });
}
