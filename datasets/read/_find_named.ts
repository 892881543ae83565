/** Files by the names that tables have for them. */

/** Endings that tables often leave out. */
const ENDING = /\.[^./]+$/;

/**
 * Makes a function that finds a file by what a table calls it: its path, or its
 * name where that is the only one, with or without its ending.
 *
 * @param files What there is, each with the folders that lead to it.
 * @returns Finds one; nothing where there is none or it is not plain which.
 */
export function findNamed<File extends { path: readonly string[] }>(
  files: readonly File[],
): (name: string) => File | undefined {
  const known = new Map<string, File | undefined>();
  const put = (name: string, file: File) =>
    known.set(
      name,
      known.has(name) && known.get(name) !== file ? undefined : file,
    );
  for (const file of files) {
    // From the whole path to the name alone: `a/b/c.jpg`, `b/c.jpg`, `c.jpg`.
    for (let from = 0; from < file.path.length; from++) {
      const name = file.path.slice(from).join("/").normalize("NFC");
      put(name, file);
      put(name.replace(ENDING, ""), file);
    }
  }
  // A whole path is never one of several.
  for (const file of files) {
    known.set(file.path.join("/").normalize("NFC"), file);
  }
  return (name) =>
    known.get(
      name.normalize("NFC").replaceAll("\\", "/").replace(/^\.?\//, ""),
    );
}
