/**
 * Writes texts into a folder. Each is renamed into place: a report is whole, or
 * the one before.
 *
 * @param folder A folder that is there.
 * @param files Texts by the names of their files.
 */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder}/${name}.part`, text);
    await Deno.rename(`${folder}/${name}.part`, `${folder}/${name}`);
  }
}
