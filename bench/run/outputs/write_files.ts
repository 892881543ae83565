/** Files of a report: the folder found writable before, written after. */
import { dirname } from "node:path";
import type { Files } from "../../../reports/formats/format.ts";

/**
 * Makes sure that a folder can be written to, before the trainings and not
 * after.
 *
 * @param folder It is made if needed.
 * @param option What names it on the command line.
 * @throws {Error} If it cannot.
 */
export async function assertWritable(
  folder: string,
  option = "out",
): Promise<void> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.remove(await Deno.makeTempFile({ dir: folder }));
  } catch (cause) {
    const isFile = await Deno.stat(folder)
      .then((info) => info.isFile, () => false);
    const reason = isFile
      ? "it is a file"
      : cause instanceof Error
      ? cause.message
      : String(cause);
    throw new Error(
      `Cannot write reports to ${folder}: ${reason}. Next step: choose ` +
        `another folder with --${option}`,
      { cause },
    );
  }
}

/**
 * Writes files into a folder. Each is renamed into place: it is whole, or the
 * one before.
 *
 * @param folder It is made if needed, and so are folders in it.
 * @param files What goes into it.
 */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await writeFile(`${folder}/${name}`, content);
  }
}

/** Writes one file, and the folder around it if needed. */
export async function writeFile(
  path: string,
  content: Files[string],
): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
  const part = `${path}.part`;
  if (typeof content === "string") await Deno.writeTextFile(part, content);
  else await Deno.writeFile(part, content);
  await Deno.rename(part, path);
}
