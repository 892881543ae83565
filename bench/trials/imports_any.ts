/** Whether a module, or one that it runs, is among some files. */
import { modulesOf } from "./_modules_of.ts";

/**
 * Looks through a module and all of ours that it imports, near and far.
 *
 * @param entry The module.
 * @param files Addresses of files.
 */
export async function importsAny(
  entry: URL,
  files: ReadonlySet<string>,
): Promise<boolean> {
  const modules = await modulesOf(entry);
  return [...modules.keys()].some((href) => files.has(href));
}
