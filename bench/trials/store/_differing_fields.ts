/** In what two results of the same trial differ. */

/** What may differ: when, where and how fast a trial was computed. */
const CIRCUMSTANCES = new Set(["trainSeconds", "started", "host"]);

/**
 * Compares everything but times and host.
 *
 * @param a A result, as JSON.
 * @param b Another.
 * @returns The fields that differ, such as `"evaluations.0.metrics.mcc"`.
 */
export function differingFields(a: string, b: string): string[] {
  if (a === b) return [];
  const [one, other] = [flatten(JSON.parse(a)), flatten(JSON.parse(b))];
  return [...new Set([...one.keys(), ...other.keys()])].filter((field) =>
    !CIRCUMSTANCES.has(field) && one.get(field) !== other.get(field)
  );
}

/** The leaves of a value, each by its path, as JSON. */
function flatten(
  value: unknown,
  path: readonly string[] = [],
): Map<string, string> {
  const isInner = typeof value === "object" && value !== null &&
    Object.keys(value).length > 0;
  return isInner
    ? new Map(
      Object.entries(value).flatMap(([name, inner]) => [
        ...flatten(inner, [...path, name]),
      ]),
    )
    : new Map([[path.join("."), JSON.stringify(value)]]);
}
