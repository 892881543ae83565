/** One process, one core: how a program is kept where it is measured. */

/** The name of a core, as the system numbers them. */
export type Core = number;

/**
 * The command that runs another on one core.
 *
 * @param command The program and its arguments.
 * @param core The core; without one, the system decides.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { pinned } from "./pinned.ts";
 * const command = pinned(["python3", "-V"], 1);
 * assertEquals(command, ["taskset", "--cpu-list", "1", "python3", "-V"]);
 * assertEquals(pinned(["python3"], undefined), ["python3"]);
 * ```
 */
export function pinned(
  command: readonly string[],
  core: Core | undefined,
): string[] {
  return core === undefined
    ? [...command]
    : ["taskset", "--cpu-list", String(core), ...command];
}

/**
 * Reads what `taskset --cpu-list --pid` says of a process.
 *
 * @param text Such as `"pid 7's current affinity list: 0-2,5"`.
 * @returns The cores that it may use; none where the text says nothing.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseCores } from "./pinned.ts";
 * assertEquals(parseCores("pid 7's affinity list: 0-2,5\n"), [0, 1, 2, 5]);
 * ```
 */
export function parseCores(text: string): Core[] {
  const list = /: *([\d,-]+)\s*$/.exec(text)?.[1] ?? "";
  return list.split(",").filter(Boolean).flatMap((range) => {
    const [first = 0, last = first] = range.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  });
}

/**
 * The cores that processes can be pinned to.
 *
 * @returns One for each process that can run by itself: `undefined` where
 * there is no `taskset`, as on any system but Linux.
 */
export async function usableCores(): Promise<(Core | undefined)[]> {
  const free = () =>
    Array.from({ length: navigator.hardwareConcurrency }, () => undefined);
  try {
    const { stdout } = await new Deno.Command("taskset", {
      args: ["--cpu-list", "--pid", String(Deno.pid)],
      stderr: "null",
    }).output();
    const cores = parseCores(new TextDecoder().decode(stdout));
    return cores.length > 0 ? cores : free();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return free();
    throw error;
  }
}
