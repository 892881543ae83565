/** Which module a task runs. */
const { tasks } = JSON.parse(
  Deno.readTextFileSync(new URL("../deno.json", import.meta.url)),
) as { tasks: Record<string, { command: string }> };

/** The names of the tasks. */
export const TASKS: readonly string[] = Object.keys(tasks);

/** The address of the module of a task. */
export function taskModule(name: string): string {
  const path = tasks[name]?.command.split(" ").at(-1) ?? name;
  return import.meta.resolve(`../${path}`);
}
