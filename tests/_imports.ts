/** Which of our files import which, types included. */

const ROOT = new URL("../", import.meta.url);

/** `import` and `export` with an address, and what is loaded later or run. */
const ADDRESSES = [
  /^(?:import|export)\b[^;"]*?"(\.[^"]+)"/gm,
  /\bimport\(\s*"(\.[^"]+)"/g,
  /\bnew URL\(\s*"(\.[^"]+\.tsx?)"/g,
];

/** The files of ours that each file of ours imports, as paths from the root. */
export function readImports(): Map<string, string[]> {
  return new Map(
    [...filesIn("")].map((path) => {
      const text = Deno.readTextFileSync(new URL(path, ROOT));
      const names = ADDRESSES.flatMap((address) =>
        Array.from(text.matchAll(address), ([, name = ""]) => name)
      );
      const own = names.map((name) =>
        new URL(name, `file:///${path}`).pathname
      );
      return [path, own.map((name) => name.slice(1))];
    }),
  );
}

function* filesIn(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(new URL(folder, ROOT))) {
    if (name.startsWith(".") || name === "node_modules") continue;
    if (isDirectory) yield* filesIn(`${folder}${name}/`);
    else if (/\.tsx?$/.test(name)) yield folder + name;
  }
}

/**
 * Groups of files that import each other, directly or through others (Tarjan
 * 1972, DOI 10.1137/0201010).
 */
export function circlesIn(
  graph: ReadonlyMap<string, readonly string[]>,
): string[][] {
  const circles: string[][] = [];
  const numbers = new Map<string, number>();
  const stack: string[] = [];
  const visit = (path: string): number => {
    const own = numbers.size;
    numbers.set(path, own);
    stack.push(path);
    let least = own;
    for (const next of graph.get(path) ?? []) {
      if (!numbers.has(next)) least = Math.min(least, visit(next));
      else if (stack.includes(next)) {
        least = Math.min(least, numbers.get(next) as number);
      }
    }
    if (least === own) {
      const group = stack.splice(stack.indexOf(path));
      if (group.length > 1) circles.push(group);
    }
    return least;
  };
  for (const path of graph.keys()) if (!numbers.has(path)) visit(path);
  return circles;
}
