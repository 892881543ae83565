/** One run at a time writes into a folder. */
import { UsageError } from "../../study/usage_error.ts";

/**
 * Its name begins with a dot: nobody takes it for a report. It stays: were it
 * removed, a run that has opened it would lock what the next one does not see.
 */
const FILE = ".running";

/**
 * Holds a folder of reports until the file is closed, or the process ends.
 *
 * @param folder It is there, and can be written to.
 * @returns The file whose lock is held.
 * @throws {UsageError} If another run writes there.
 */
export async function lockFolder(folder: string): Promise<Disposable> {
  const options = { create: true, write: true };
  const file = await Deno.open(`${folder}/${FILE}`, options);
  if (await file.tryLock(true)) return file;
  file.close();
  throw new UsageError(
    `Cannot write reports to ${folder}: another run is writing there. Next ` +
      "step: wait for its end, or choose another folder with --out",
  );
}
