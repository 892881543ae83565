/** The claims, or parts of them, that a run is asked for. */
import type { Claim } from "./claim.ts";
import type { Assertion } from "./kinds/mod.ts";
import { didYouMean } from "./nearest.ts";
import { cellsOf } from "./study.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Chooses claims by parts of their names, or assertions by parts of names such as
 * `"gain/headline"`: of their claims there is then what they need, and no more.
 *
 * @param claims All claims.
 * @param filter Parts of names; all claims are wanted if there are none.
 * @returns The claims that are left, in the same order.
 * @throws {UsageError} If no name has one of the parts.
 */
export function selectClaims(
  claims: readonly Claim[],
  filter: readonly string[],
): Claim[] {
  for (const part of filter) assertFound(part, claims);
  return claims.flatMap((claim) => {
    if (isWhole(claim, filter)) return [claim];
    const assertions = claim.assertions.filter((assertion) =>
      filter.some((part) => isNamed(claim, assertion, part))
    );
    return assertions.length === 0 ? [] : [partOf(claim, assertions)];
  });
}

/** Whether all assertions of a claim are asked for. */
export function isWhole(
  { name }: Pick<Claim, "name">,
  filter: readonly string[],
): boolean {
  return filter.length === 0 || filter.some((part) => name.includes(part));
}

/** Whether a part of a name is one of an assertion, and of this one. */
function isNamed(
  { name }: Claim,
  assertion: Assertion,
  part: string,
): boolean {
  return part.includes("/") && `${name}/${assertion.name}`.includes(part);
}

/** A claim with some of its assertions, and what can be told beside them. */
function partOf(claim: Claim, assertions: readonly Assertion[]): Claim {
  const { cells, measures = [] } = claim;
  const used = new Set(assertions.flatMap(cellsOf));
  return {
    ...claim,
    assertions,
    measures: measures.filter((each) =>
      cellsOf(each).every((cell) => used.has(cell))
    ),
    cells: Object.fromEntries(
      Object.entries(cells).filter(([name]) => used.has(name)),
    ),
  };
}

function assertFound(part: string, claims: readonly Claim[]): void {
  const isFound = claims.some((claim) =>
    isWhole(claim, [part]) ||
    claim.assertions.some((assertion) => isNamed(claim, assertion, part))
  );
  if (isFound) return;
  const [name = ""] = part.split("/");
  const near = claims.filter((claim) => claim.name === name);
  const [what, names] = near.length === 0
    ? ["a claim", claims.map((claim) => claim.name)]
    : ["an assertion", near.flatMap(assertionNames)];
  const all = part.includes("/")
    ? claims.flatMap(assertionNames)
    : claims.map((claim) => claim.name);
  throw new UsageError(
    `Cannot find ${what} with "${part}" in its name: ` +
      `${didYouMean(part, all)}there are ${names.join(", ")}`,
  );
}

function assertionNames(claim: Claim): string[] {
  return claim.assertions.map(({ name }) => `${claim.name}/${name}`);
}
