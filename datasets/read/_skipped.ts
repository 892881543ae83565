/** What is left out of a folder, said shortly. */

/** Something that is not given, and why. */
export interface Skipped {
  name: string;
  reason: string;
}

/** Examples that are named of a reason. */
const EXAMPLES = 3;

/** Reasons that are told apart. */
const REASONS = 4;

/**
 * Says what was left out, reason by reason, the most frequent first.
 *
 * @returns A phrase for each reason, such as `2 files left out: it is HEIC, so
 * export it as JPEG or PNG (a.heic, b.heic)`.
 */
export function skippedNotes(skipped: readonly Skipped[]): string[] {
  const reasons = Map.groupBy(skipped, ({ reason }) => reason);
  const sorted = [...reasons].sort(([, one], [, other]) =>
    other.length - one.length
  );
  const notes = sorted.slice(0, REASONS).map(([reason, files]) =>
    `${counted(files.length)} left out: ${reason} (${examplesOf(files)})`
  );
  const rest = sorted.slice(REASONS).flatMap(([, files]) => files);
  return rest.length === 0 ? notes : [
    ...notes,
    `${counted(rest.length)} left out for other reasons (${examplesOf(rest)})`,
  ];
}

/** A count of files, in words. */
export function counted(count: number): string {
  return `${count} ${count === 1 ? "file" : "files"}`;
}

/** The names of the first files, and whether there are others. */
export function examplesOf(files: readonly { name: string }[]): string {
  const names = files.map(({ name }) => name).toSorted().slice(0, EXAMPLES);
  return names.join(", ") + (files.length > EXAMPLES ? " and others" : "");
}
