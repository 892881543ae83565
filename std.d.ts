/**
 * The types of the parts of Deno's standard library that are used here.
 *
 * `deno.json` takes the library from npm, where its code comes without types;
 * `deno.jsr.json` takes it from JSR, which brings its own.
 */

declare module "@std/assert" {
  export class AssertionError extends Error {
    constructor(message: string, options?: ErrorOptions);
  }
  export function assert(
    condition: unknown,
    message?: string,
  ): asserts condition;
  export function assertEquals<T>(
    actual: T,
    expected: T,
    message?: string,
  ): void;
  export function assertNotEquals<T>(
    actual: T,
    expected: T,
    message?: string,
  ): void;
  export function assertAlmostEquals(
    actual: number,
    expected: number,
    tolerance?: number,
    message?: string,
  ): void;
  export function assertGreater<T>(
    actual: T,
    expected: T,
    message?: string,
  ): void;
  export function assertLess<T>(actual: T, expected: T, message?: string): void;
  export function assertMatch(
    actual: string,
    expected: RegExp,
    message?: string,
  ): void;
  export function assertStringIncludes(
    actual: string,
    expected: string,
    message?: string,
  ): void;
  type ErrorClass<E extends Error> = new (...args: never[]) => E;
  export function assertThrows<E extends Error>(
    action: () => unknown,
    errorClass: ErrorClass<E>,
    messageIncludes?: string,
    message?: string,
  ): E;
  export function assertRejects<E extends Error>(
    action: () => PromiseLike<unknown>,
    errorClass: ErrorClass<E>,
    messageIncludes?: string,
    message?: string,
  ): Promise<E>;
}

declare module "@std/cli/parse-args" {
  export interface ParseOptions {
    boolean?: readonly string[];
    string?: readonly string[];
    collect?: readonly string[];
    negatable?: readonly string[];
    alias?: Record<string, string>;
    default?: Record<string, unknown>;
    "--"?: boolean;
    unknown?: (arg: string, key?: string, value?: unknown) => unknown;
  }
  export function parseArgs(
    args: readonly string[],
    options?: ParseOptions,
  ): { _: (string | number)[] } & Record<string, unknown>;
}

declare module "@std/csv" {
  export function stringify(
    data: readonly (readonly unknown[] | Record<string, unknown>)[],
    options?: {
      columns?: readonly string[];
      headers?: boolean;
      bom?: boolean;
      separator?: string;
    },
  ): string;
  export function parse(
    text: string,
    options: { skipFirstRow: true },
  ): Record<string, string>[];
  export function parse(
    text: string,
    options?: { separator?: string; trimLeadingSpace?: boolean },
  ): string[][];
}

declare module "@std/yaml" {
  export function parse(text: string): unknown;
  export function parseAll(text: string): unknown;
}

declare module "@std/text/levenshtein-distance" {
  export function levenshteinDistance(a: string, b: string): number;
}
