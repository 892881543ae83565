/** Whether claims can be told apart. */
import type { Claim } from "./claim.ts";

/**
 * Makes sure that no two claims have one name: reports tell them apart by it.
 *
 * @param claims All claims of a run.
 * @throws {TypeError} If two have one name.
 */
export function assertDistinct(claims: readonly Pick<Claim, "name">[]): void {
  const taken = new Set<string>();
  for (const { name } of claims) {
    if (taken.has(name)) {
      throw new TypeError(
        `Cannot tell claims apart: two have the name "${name}". Next step: ` +
          "give one of them another name",
      );
    }
    taken.add(name);
  }
}
