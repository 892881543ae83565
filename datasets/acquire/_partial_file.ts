/**
 * The file that a download grows in, `<target>.part`, and the note beside it
 * that says whose bytes they are, so that only the same file is continued.
 */

/** Which published file the bytes of a partial file are of. */
export interface Origin {
  /** The address that was asked for. */
  url: string;
  /** SHA-256 that the whole file is to have, if it is known. */
  sha256: string | null;
  /** The ETag, or else the date, that the mirror gave with it. */
  validator: string | null;
  totalBytes: number | null;
}

/** What an earlier try left. */
export interface Leftover {
  bytes: number;
  origin: Origin;
}

/** A file that is not whole yet. Whoever writes it holds the target's lock. */
export class PartialFile {
  readonly #target: string;
  readonly #path: string;
  readonly #note: string;

  constructor(target: string) {
    this.#target = target;
    this.#path = `${target}.part`;
    this.#note = `${target}.part.json`;
  }

  /** What is there already, unless nothing says what it is. */
  async leftover(): Promise<Leftover | undefined> {
    try {
      const { isFile, size } = await Deno.stat(this.#path);
      const origin = parseOrigin(await Deno.readTextFile(this.#note));
      if (!isFile || size === 0 || origin === undefined) return undefined;
      return { bytes: size, origin };
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return undefined;
      throw error;
    }
  }

  /** Opens the file to be read from its start. */
  read(): Promise<Deno.FsFile> {
    return Deno.open(this.#path);
  }

  /** Opens the file emptied. */
  async begin(origin: Origin): Promise<Deno.FsFile> {
    // In this order a kill in between leaves an old note beside no bytes,
    // never a new note beside old bytes.
    const file = await Deno.open(this.#path, {
      create: true,
      truncate: true,
      write: true,
    });
    try {
      await Deno.writeTextFile(this.#note, JSON.stringify(origin));
      return file;
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /** Opens the file to be written on from its end. */
  continue(): Promise<Deno.FsFile> {
    return Deno.open(this.#path, { append: true });
  }

  /** Removes the file and its note. */
  async discard(): Promise<void> {
    await removeIfThere(this.#path);
    await removeIfThere(this.#note);
  }

  /** Puts the file, now whole, into the target's place. */
  async publish(): Promise<void> {
    {
      using file = await Deno.open(this.#path, { append: true });
      await file.sync();
    }
    await Deno.rename(this.#path, this.#target);
    await removeIfThere(this.#note);
  }
}

/** A note that was cut short by a kill says nothing. */
function parseOrigin(text: string): Origin | undefined {
  try {
    const { url, sha256, validator, totalBytes } = JSON.parse(text);
    const isNote = typeof url === "string" &&
      [sha256, validator].every(isTextOrNull) &&
      (totalBytes === null || Number.isSafeInteger(totalBytes));
    return isNote ? { url, sha256, validator, totalBytes } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) {
      return undefined;
    }
    throw error;
  }
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === "string";
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
