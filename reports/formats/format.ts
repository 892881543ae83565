/** What an output format is: a function from a run to files. */
import type { RunDocument } from "../document.ts";

/** What a format makes of a run: texts or bytes, by the names of their files. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** An option of `deno task bench` that asks for a format. */
export interface FormatOption {
  /** Its name, without dashes. */
  name: string;
  /** What its value names: the one file of the format, or a folder. */
  value: "FILE" | "DIR";
  /** What `--help` says of it. */
  help: string;
}

/** What of a run its document does not have. */
export interface FormatOptions {
  /** Whether anything open, or not as reviewed, fails the run. */
  strict: boolean;
}

/** An output format. */
export interface Format {
  /** What it is, and for whom; one phrase. */
  says: string;
  /**
   * When its files are written, and where: into the folder of every run, where
   * an option says, at the end of a file that an environment variable names, or
   * to standard error where a variable is `true`.
   */
  when:
    | "always"
    | { option: FormatOption }
    | { appendedTo: string }
    | { printedIf: string };
  /** Its files, from a run, the folder that the run is in, and how it ended. */
  files: (
    document: RunDocument,
    out: string,
    options: FormatOptions,
  ) => Files | Promise<Files>;
}
