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
    `${
      counted(files.length, reason.endsWith("this folder") ? "folder" : "file")
    } left out: ${reason} (${examplesOf(files)})`
  );
  const rest = sorted.slice(REASONS).flatMap(([, files]) => files);
  return rest.length === 0 ? notes : [
    ...notes,
    `${counted(rest.length)} left out for other reasons (${examplesOf(rest)})`,
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
  [/hides this folder/, "rename the folders whose names begin with a dot"],
  [/no permission/, "give yourself the right to read these folders"],
  [
    /(no table of labels|a spreadsheet)/,
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
