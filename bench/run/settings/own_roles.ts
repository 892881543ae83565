/** Which of the user's own classes are common and which rare. */
import type { ClassCount } from "../../../datasets/read/photographs.ts";
import { UsageError } from "../../study/usage_error.ts";

/** Classes by their roles. */
export interface Roles {
  majority: readonly string[];
  minority: readonly string[];
}

/** A class is rare where it has at most this share of the largest one's images. */
const RARE_SHARE = 2 / 3;

/**
 * Completes the roles of classes: those of the role that is not given are all
 * others, and where none is given, rare are those with few images.
 *
 * @param classes The classes, with the images that are there.
 * @param given What the user said.
 * @returns The roles.
 * @throws {UsageError} If nobody can tell, with all that must be said.
 */
export function completeRoles(
  classes: readonly ClassCount[],
  given: Partial<Roles>,
): Roles {
  const names = classes.map(({ name }) => name);
  const largest = Math.max(...classes.map(({ count }) => count));
  const others = (taken: readonly string[]) =>
    names.filter((name) => !taken.includes(name));
  const rare = classes.filter(({ count }) => count <= largest * RARE_SHARE)
    .map(({ name }) => name);
  const minority = given.minority ??
    (given.majority === undefined ? rare : others(given.majority));
  const majority = given.majority ?? others(minority);
  if (majority.length > 0 && minority.length > 0) return { majority, minority };
  throw new UsageError(
    "Cannot infer which classes are common and which rare: " +
      (given.majority === undefined && given.minority === undefined
        ? "they have about as many images each"
        : "all are in one role") +
      ". Next step: pass --majority A,B --minority C,D, and --minority-count N " +
      "to train on no more than N images of each of C and D. The classes are " +
      listed(classes),
  );
}

/**
 * Takes the smallest class for the rare one, where counts do not tell.
 *
 * @param classes Two classes or more, with their images.
 */
export function guessRoles(classes: readonly ClassCount[]): Roles {
  const [rare, ...others] = classes
    .toSorted((one, other) => one.count - other.count)
    .map(({ name }) => name);
  return { majority: others.sort(), minority: [rare as string] };
}

/**
 * Says that roles were not given, and which were taken.
 *
 * @param roles What was taken.
 * @returns A note for people.
 */
export function rolesNote({ majority, minority }: Roles): string {
  return `common are taken to be ${majority.join(", ")}, and rare ` +
    `${minority.join(", ")}, by their counts: --majority and --minority say ` +
    "otherwise";
}

function listed(classes: readonly ClassCount[]): string {
  return classes.map(({ name, count }, index) =>
    `${index} (${name}, ${count} images)`
  ).join(", ");
}
