import { dirname } from "node:path";
import type { Files } from "../../../reports/formats/files.ts";

/**
 * Writes files into a folder. Each is renamed into place: it is whole, or the
 * one before.
 *
 * @param folder It is made if need be, and so are folders in it.
 * @param files What goes into it.
 */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = `${folder}/${name}`;
    await Deno.mkdir(dirname(path), { recursive: true });
    if (typeof content === "string") {
      await Deno.writeTextFile(`${path}.part`, content);
    } else await Deno.writeFile(`${path}.part`, content);
    await Deno.rename(`${path}.part`, path);
  }
}
