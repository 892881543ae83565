/** A run in files: its document, and the output formats where they belong. */
import { dirname } from "node:path";
import { DOCUMENT_FILE, type RunDocument } from "../../../reports/document.ts";
import type { Files, Format } from "../../../reports/formats/format.ts";
import { FORMAT_OPTIONS, FORMATS } from "../../../reports/formats/formats.ts";
import { assertWritable, writeFile, writeFiles } from "./write_files.ts";

/** Where the files of a run go. */
export interface Places {
  /** The folder of the run. */
  out: string;
  /** Paths of formats that were asked for, by the names of their options. */
  formats: Readonly<Record<string, string>>;
  /** Whether anything open, or not as reviewed, fails the run. @default {false} */
  strict?: boolean;
}

/** Variables of the environment, some of which ask for a format. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Makes sure that what was asked for can be written, before the trainings and
 * not after.
 *
 * @throws {Error} If it cannot.
 */
export async function assertPlaces({ out, formats }: Places): Promise<void> {
  await assertWritable(out);
  for (const { name, value } of FORMAT_OPTIONS) {
    const path = formats[name];
    if (path === undefined) continue;
    await assertWritable(value === "FILE" ? dirname(path) : path, name);
  }
}

/**
 * Writes the document of a run, and what is made of it.
 *
 * @param document The run; it may have been stopped before its end.
 * @param places Where all of it goes.
 */
export async function writeRun(
  document: RunDocument,
  places: Places,
): Promise<void> {
  const text = JSON.stringify(document);
  await writeFiles(places.out, { [DOCUMENT_FILE]: text });
  await writeFormats(document, places, Deno.env.toObject());
}

/**
 * Writes a run in all formats that belong to every run, or that were asked for.
 *
 * @param document The run.
 * @param places Where they go.
 * @param environment The variables of the environment.
 * @returns The names of the files that were written into the folder of the run.
 */
export async function writeFormats(
  document: RunDocument,
  places: Places,
  environment: Environment = {},
): Promise<string[]> {
  const names: string[] = [];
  for (const format of Object.values(FORMATS)) {
    const write = writerOf(format, places, environment);
    if (write === undefined) continue;
    const { out, strict = false } = places;
    const files = await format.files(document, out, { strict });
    await write(files);
    if (format.when === "always") names.push(...Object.keys(files));
  }
  return names;
}

/** What writes the files of a format; nothing if nobody asked for them. */
function writerOf(
  { when }: Format,
  { out, formats }: Places,
  environment: Environment,
): ((files: Files) => Promise<void>) | undefined {
  if (when === "always") return (files) => writeFiles(out, files);
  if ("option" in when) {
    const { name, value } = when.option;
    const path = formats[name];
    if (path === undefined) return undefined;
    return value === "DIR"
      ? (files) => writeFiles(path, files)
      : (files) => writeFile(path, onlyOf(files));
  }
  if ("appendedTo" in when) {
    const path = environment[when.appendedTo];
    if (!path) return undefined;
    return (files) =>
      Deno.writeTextFile(path, String(onlyOf(files)), { append: true });
  }
  if (environment[when.printedIf] !== "true") return undefined;
  // On standard output it would be taken for results.
  return async (files) => {
    const bytes = new TextEncoder().encode(String(onlyOf(files)));
    await Deno.stderr.write(bytes);
  };
}

/** The content of a format's only file. */
function onlyOf(files: Files): Files[string] {
  const [content = "", ...others] = Object.values(files);
  if (others.length === 0) return content;
  throw new RangeError(
    `Cannot write ${Object.keys(files).join(", ")} as one file`,
  );
}
