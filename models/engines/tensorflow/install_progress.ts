/** How far an installation is, several times a second. */

/** How far an installation is. */
export interface InstallProgress {
  /** What is being done, such as `"fetching tensorflow-cpu 2.21.0"`. */
  action: string;
  /** Bytes done so far. */
  bytes: number;
  /** Bytes in all, where known. */
  totalBytes: number | undefined;
}

/**
 * Says how far some work is, at its start and several times a second.
 *
 * @returns What the work returns.
 */
export async function reporting<Result>({ work, progress, onProgress }: {
  work: () => Promise<Result>;
  progress: () => InstallProgress;
  onProgress: (progress: InstallProgress) => void;
}): Promise<Result> {
  const report = () => onProgress(progress());
  report();
  const timer = setInterval(report, 200);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
