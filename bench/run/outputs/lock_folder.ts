/** One run at a time writes into a folder. */
import { UsageError } from "../../study/usage_error.ts";

/** Its name begins with a dot: nobody takes it for a report. */
const FILE = ".running";

/**
 * Holds a folder of reports until it is disposed of, or the process ends.
 *
 * @param folder It is there, and can be written to.
 * @throws {UsageError} If another run writes there.
 */
export async function lockFolder(folder: string): Promise<Disposable> {
  const path = `${folder}/${FILE}`;
  const file = await Deno.open(path, { create: true, write: true });
  if (!await file.tryLock(true)) {
    file.close();
    throw new UsageError(
      `Cannot write reports to ${folder}: another run is writing there. Next ` +
        "step: wait for its end, or choose another folder with --out",
    );
  }
  return {
    [Symbol.dispose]() {
      file.close();
      try {
        Deno.removeSync(path);
      } catch {
        // Another run holds it by now, or the folder is gone.
      }
    },
  };
}
