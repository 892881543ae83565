/** Tests of what is refused, as tables. */
import { assertThrows } from "@std/assert";

/** A call, and what the error of it says. */
export type Refusal = readonly [
  call: () => unknown,
  message: string,
  error?: new (message?: string) => Error,
];

/**
 * A test for each function: every call is refused, by a `RangeError` unless
 * another is named, and says why.
 */
export function refusals(
  table: Readonly<Record<string, readonly Refusal[]>>,
): void {
  for (const [name, rows] of Object.entries(table)) {
    Deno.test(`${name} refuses what it cannot do, and says why`, () => {
      for (const [call, message, error = RangeError] of rows) {
        assertThrows(call, error, message);
      }
    });
  }
}
