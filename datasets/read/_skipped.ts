/** What is left out of a folder, said shortly. */

/** Something that is not given, and why. */
export interface Skipped {
  name: string;
  /** What is said of one, with "it" as the first word. */
  reason: string;
  /** Whether it is a folder, and no file. */
  isFolder?: true;
}

/** Examples that are named of a reason. */
const EXAMPLES = 3;

/** Reasons that are told apart. */
const REASONS = 4;

/**
 * Says what was left out, reason by reason, the most frequent first.
 *
 * @returns A phrase for each reason, such as `2 files left out: each is HEIC, so
 * export it as JPEG or PNG (a.heic, b.heic)`.
 */
export function skippedNotes(skipped: readonly Skipped[]): string[] {
  const alike = Map.groupBy(
    skipped,
    ({ reason, isFolder = false }) => `${isFolder} ${reason}`,
  );
  const sorted = [...alike.values()].sort((one, other) =>
    other.length - one.length
  );
  const notes = sorted.slice(0, REASONS).map(noteOf);
  const rest = sorted.slice(REASONS).flat();
  return rest.length === 0 ? notes : [
    ...notes,
    `${counted(rest.length)} left out for other reasons (${examplesOf(rest)})`,
  ];
}

/** What is said of several that have one reason. */
function noteOf(skipped: readonly Skipped[]): string {
  const [{ reason, isFolder }] = skipped as [Skipped];
  const why = skipped.length === 1
    ? reason
    : reason.replace(/^it is not /, "none is ").replace(/^it /, "each ");
  const count = counted(skipped.length, isFolder ? "folder" : "file");
  return `${count} left out: ${why} (${examplesOf(skipped)})`;
}

/**
 * Says which files are not there that a table names.
 *
 * @param table The table's name.
 * @returns A note; none where all are there.
 */
export function missingNotes(
  table: string,
  missing: readonly { name: string }[],
): string[] {
  const { length } = missing;
  return length === 0 ? [] : [
    `${counted(length)} that ${table} names ${length === 1 ? "is" : "are"} ` +
    `not there (${examplesOf(missing)})`,
  ];
}

/** A count of files, in words. */
export function counted(count: number, noun = "file"): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The names of the first files, and whether there are others. */
export function examplesOf(files: readonly { name: string }[]): string {
  const names = files.map(({ name }) => name).toSorted().slice(0, EXAMPLES);
  return names.join(", ") + (files.length > EXAMPLES ? " and others" : "");
}

/** What helps where most of what was left out has one reason. */
const STEPS: readonly [reason: RegExp, step: string][] = [
  [/not here/, "fetch what the links lead to, as by git annex get or dvc pull"],
  [/symbolic link$/, "pass --follow-links, if you trust what they lead to"],
  [/so export it/, "export the images as JPEG or PNG, in the same folders"],
  [/so unpack it/, "unpack it, with one folder a class"],
  [/git lfs pull/, "fetch the images with git lfs pull"],
  [/hidden by a dot/, "rename the folders whose names begin with a dot"],
  [/no permission/, "give yourself permission to read what is protected"],
  [
    /(not a table of labels|a spreadsheet)/,
    "save the table as labels.csv, in UTF-8, with the columns file and label " +
    "in its first line",
  ],
  [/if --labels/, "name the table of classes with --labels FILE"],
];

/**
 * What to do about what was left out.
 *
 * @param skipped What was left out.
 * @param otherwise What to do where no reason says it.
 */
export function nextStep(
  skipped: readonly Skipped[],
  otherwise: string,
): string {
  const counts = STEPS.map(([pattern, step]) => ({
    step,
    count: skipped.filter(({ reason }) => pattern.test(reason)).length,
  }));
  const [most] = counts.toSorted((one, other) => other.count - one.count);
  return most === undefined || most.count === 0 ? otherwise : most.step;
}
