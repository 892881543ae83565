import { assert, assertEquals } from "@std/assert";
import { z } from "zod";

/** Asserts that a value is refused because of what is at this path. */
export function assertRefused(
  schema: z.ZodType,
  value: unknown,
  path: string,
): void {
  const { success, error } = schema.safeParse(value);
  assertEquals(success, false, `${path} ${JSON.stringify(value)}`);
  assert(error instanceof z.ZodError);
  const paths = error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => [...issue.path, key].join("."))
      : [issue.path.join(".")]
  );
  assertEquals([...new Set(paths)], [path]);
}
