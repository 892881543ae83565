/**
 * Puts a folder in place once, whole or not at all.
 *
 * Everything happens in a temporary folder beside the final one, under a lock
 * of the operating system: two processes that start at once do the work once,
 * and one that is killed halfway leaves only a temporary folder, which the next
 * removes.
 */
import { statfsSync } from "node:fs";

/** What {@linkcode installOnce} does. */
export interface InstallOnceOptions {
  /** What is installed, for messages, such as `"libtensorflow"`. */
  subject: string;
  /** Free disk that it takes while it is installed. */
  wantedBytes: number;
  /** Whether it is in place: then there is nothing to do. */
  isThere: () => Promise<boolean>;
  /** Told what is waited for, if another process is at it. */
  onWait: (action: string) => void;
  /**
   * Does the work in a temporary folder.
   *
   * @returns The finished folder in it, which is moved to its place.
   */
  work: (temporary: string) => Promise<string>;
}

/**
 * Installs something into a folder, unless it is there.
 *
 * @param folder Its place. The folder that this is in gets the lock and the
 * temporary folders, and nothing else may write there.
 * @param options What, and how.
 * @throws {Error} If there is no room, with the next step; and what the work
 * throws. Nothing half-done stays.
 */
export async function installOnce(
  folder: string,
  { subject, wantedBytes, isThere, onWait, work }: InstallOnceOptions,
): Promise<void> {
  const parent = folder.slice(0, folder.lastIndexOf("/"));
  await Deno.mkdir(parent, { recursive: true });
  using lock = await Deno.open(`${parent}/lock`, { create: true, write: true });
  if (!await lock.tryLock(true)) {
    onWait(`waiting for another process that fetches ${subject}`);
    await lock.lock(true);
  }
  if (await isThere()) return;
  await removeLeftovers(parent);
  assertRoom(parent, { wantedBytes, subject });
  const temporary = await Deno.makeTempDir({ dir: parent, prefix: "tmp-" });
  try {
    await Deno.rename(await work(temporary), folder);
  } catch (error) {
    throw explained(error, { parent, subject });
  } finally {
    await Deno.remove(temporary, { recursive: true });
  }
}

/** Temporary folders belong to a process that was killed: we hold the lock. */
async function removeLeftovers(parent: string): Promise<void> {
  for await (const { name } of Deno.readDir(parent)) {
    if (!name.startsWith("tmp-")) continue;
    await Deno.remove(`${parent}/${name}`, { recursive: true });
  }
}

/** The next step where a disk is too small. */
const MAKE_ROOM = "Next step: free some room, or set XDG_CACHE_HOME to a " +
  "folder on a larger disk";

function assertRoom(
  parent: string,
  { wantedBytes, subject }: { wantedBytes: number; subject: string },
): void {
  const { bavail, bsize } = statfsSync(parent);
  const free = bavail * bsize;
  if (free >= wantedBytes) return;
  throw new Error(
    `Cannot install ${subject} in ${parent}: wanted ` +
      `${mebibytes(wantedBytes)} of free disk, got ${mebibytes(free)}. ` +
      MAKE_ROOM,
  );
}

/** A full disk comes as many errors; each gets the same next step. */
function explained(
  error: unknown,
  { parent, subject }: { parent: string; subject: string },
): unknown {
  if (!(error instanceof Error)) return error;
  const { message, cause } = error;
  const text = `${message}\n${cause}`;
  if (!/ENOSPC|os error 28|No space left/i.test(text)) return error;
  return new Error(
    `Cannot install ${subject} in ${parent}: the disk is full. ${MAKE_ROOM}`,
    { cause: error },
  );
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
