/** The rooms of the project are kept: see _rooms.ts. */
import { assertEquals } from "@std/assert";
import { circlesIn, readImports } from "./_imports.ts";
import { mayImport, roomOf, ROOMS } from "./_rooms.ts";

const IMPORTS = readImports();

/** Every import, with the rooms of both files. */
const EDGES = [...IMPORTS].flatMap(([from, targets]) =>
  targets.map((to) => ({ from, to, room: roomOf(from), other: roomOf(to) }))
);

const nameOf = ({ from, to }: { from: string; to: string }) =>
  `${from} imports ${to}`;

Deno.test("every file is in a room", () => {
  const strays = [...IMPORTS.keys()].filter((path) =>
    roomOf(path) === undefined && !/^(std\.d\.ts)$/.test(path)
  );
  assertEquals(strays, []);
});

Deno.test("every room has files, and rooms that it names are there", () => {
  const folders = ROOMS.map(({ folder }) => folder);
  const used = new Set([...IMPORTS.keys()].map(roomOf));
  const empty = ROOMS.filter((room) => !used.has(room));
  assertEquals(empty.map(({ folder }) => folder), []);
  const named = ROOMS.flatMap((room) => room.mayImport)
    .map((name) => name.replace(/\/?\*$/, "")).filter(Boolean);
  assertEquals(named.filter((name) => !folders.includes(name)), []);
});

Deno.test("no file imports from a room that its own may not", () => {
  const wrong = EDGES.filter(({ room, other }) =>
    room !== undefined && other !== undefined && !mayImport(room, other)
  );
  assertEquals(wrong.map(nameOf), []);
});

Deno.test("no room may import more than it does", () => {
  const unused = ROOMS.flatMap((room) =>
    room.mayImport.filter((wanted) =>
      !EDGES.some(({ room: own, other }) =>
        own === room && other !== undefined && other !== room &&
        mayImport({ ...room, mayImport: [wanted] }, other)
      )
    ).map((wanted) => `${room.folder}: ${wanted}`)
  );
  assertEquals(unused, []);
});

Deno.test("nothing but tests and labs imports from the labs or the tests", () => {
  const wrong = EDGES.filter(({ from, to }) =>
    /^(labs|tests)\//.test(to) && !/^(labs|tests)\//.test(from)
  );
  assertEquals(wrong.map(nameOf), []);
});

Deno.test("no files import each other in a circle", () => {
  assertEquals(circlesIn(IMPORTS), []);
});

Deno.test("a private file is imported by its own folder and by tests alone", () => {
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/"));
  const wrong = EDGES.filter(({ from, to }) =>
    /\/_[^/]+$/.test(to) && !from.startsWith("tests/") &&
    folderOf(from) !== folderOf(to)
  );
  assertEquals(wrong.map(nameOf), []);
});

Deno.test("CONTRIBUTING.md has the table of rooms", async () => {
  const page = await Deno.readTextFile(
    new URL("../CONTRIBUTING.md", import.meta.url),
  );
  const rows = page.split("\n").filter((line) => /^\| `/.test(line))
    .map((line) => line.replace(/\s+/g, " "));
  assertEquals(rows, ROOMS.map(rowOf));
});

/** A row of the table. */
function rowOf({ folder, holds, mayImport }: (typeof ROOMS)[number]): string {
  const names = mayImport.map((name) => name === "*" ? "all" : `\`${name}\``);
  return `| \`${folder}\` | ${holds} | ${names.join(", ") || "nothing"} |`;
}
