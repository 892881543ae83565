/** Files by the names that tables have for them. */

/** Endings that tables often leave out. */
const ENDING = /\.[^./]+$/;

/**
 * Makes a function that finds a file by what a table calls it: its path, or its
 * name where that is the only one, with or without its ending, in any case.
 *
 * Where nothing is called so, the folders that all names begin with are passed
 * over: a table made elsewhere has those of another machine.
 *
 * @param files What there is, each with the folders that lead to it.
 * @param asked All names that will be asked for.
 * @returns Finds one; nothing where there is none or it is not plain which.
 */
export function findNamed<File extends { path: readonly string[] }>(
  files: readonly File[],
  asked: readonly string[] = [],
): (name: string) => File | undefined {
  const exact = indexOf(files, plain);
  let folded: Map<string, File | undefined> | undefined;
  const find = (name: string): File | undefined => {
    if (exact.has(name)) return exact.get(name);
    folded ??= indexOf(files, fold);
    return folded.get(fold(name));
  };
  const names = asked.map(plain);
  const outer = names.some((name) => find(name) !== undefined)
    ? 0
    : sharedFolders(names);
  return (name) => find(plain(name).split("/").slice(outer).join("/"));
}

/** Files by their paths and what these end with, as far as that tells them. */
function indexOf<File extends { path: readonly string[] }>(
  files: readonly File[],
  spell: (name: string) => string,
): Map<string, File | undefined> {
  const known = new Map<string, File | undefined>();
  const put = (name: string, file: File) =>
    known.set(
      name,
      known.has(name) && known.get(name) !== file ? undefined : file,
    );
  for (const file of files) {
    // From the whole path to the name alone: `a/b/c.jpg`, `b/c.jpg`, `c.jpg`.
    for (let from = 0; from < file.path.length; from++) {
      const name = spell(file.path.slice(from).join("/"));
      put(name, file);
      put(name.replace(ENDING, ""), file);
    }
  }
  // A whole path is never one of several.
  const whole = Map.groupBy(files, ({ path }) => spell(path.join("/")));
  for (const [name, [file, ...others]] of whole) {
    if (others.length === 0) known.set(name, file);
  }
  return known;
}

/** A path as all systems write it. */
function plain(name: string): string {
  return name.normalize("NFC").replaceAll("\\", "/").replace(/^\.?\//, "");
}

/** A path whose case does not matter. */
function fold(name: string): string {
  return plain(name).toLowerCase();
}

/** How many folders all paths begin with. */
function sharedFolders(names: readonly string[]): number {
  const [first = [], ...others] = names.map((name) =>
    name.split("/").slice(0, -1)
  );
  const at = first.findIndex((folder, at) =>
    others.some((folders) => folders[at] !== folder)
  );
  return at === -1 ? first.length : at;
}
