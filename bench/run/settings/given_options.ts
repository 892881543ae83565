/** The options of a command line, checked against a table of them. */
import { parseArgs } from "@std/cli/parse-args";
import { nearest } from "../../study/nearest.ts";
import { UsageError } from "../../study/usage_error.ts";
import { type OptionTable, path, type ValueOf } from "./option.ts";

/** What of a task's command line is read. */
export interface GivenOptionsOptions<Table extends OptionTable> {
  /** The options that there are. */
  table: Table;
  /** What is called, such as `"deno task bench"`, for messages. */
  command: string;
  /** Whether there may be words that are no options, such as folders. */
  takesWords?: boolean;
}

/** Options that were given. */
export class GivenOptions<Table extends OptionTable> {
  readonly #table: Table;
  readonly #texts = new Map<string, string>();
  /** What was given that is no option. */
  readonly words: string[] = [];

  /**
   * Reads a command line.
   *
   * @param args The arguments after the task's name.
   * @throws {UsageError} For an unknown option, one that is given twice or has
   * no value, and for two that exclude each other.
   */
  constructor(
    args: readonly string[],
    { table, command, takesWords = false }: GivenOptionsOptions<Table>,
  ) {
    this.#table = table;
    assertWords(args);
    const names = Object.keys(table);
    const valued = names.filter((name) => table[name]?.kind !== undefined);
    const flags = parseArgs(joined(args, valued), {
      string: valued,
      collect: valued,
      boolean: names.filter((name) => !valued.includes(name)),
      alias: "help" in table ? { help: "h" } : {},
      unknown: (argument: string, option?: string) => {
        if (option === undefined && takesWords) {
          this.words.push(wordOf(argument));
        } else refuse(argument, { names, command });
      },
    }) as Record<string, string[] | boolean | undefined>;
    for (const name of names) this.#note(name, flags[name]);
    this.#assertTogether();
  }

  #note(name: string, given: string[] | boolean | undefined): void {
    if (given === true) this.#texts.set(name, "");
    if (typeof given !== "object") return;
    const [value, ...others] = given;
    if (others.length > 0) {
      throw new UsageError(`Cannot use --${name}: it is given twice`);
    }
    if (value === "") {
      throw new UsageError(`Cannot use --${name}: it needs a value`);
    }
    if (value !== undefined) this.#texts.set(name, value);
  }

  #assertTogether(): void {
    for (const name of this.#texts.keys()) {
      const excluded = Object.entries(this.#table[name]?.excludes ?? {});
      for (const [other, why] of excluded) {
        if (!this.#texts.has(other)) continue;
        throw new UsageError(
          `Cannot use --${name} and --${other} together: ${why}`,
        );
      }
    }
  }

  /** The same, with options that were not given as if they were. */
  with(texts: Readonly<Record<string, string>>): GivenOptions<Table> {
    const other = new GivenOptions<Table>([], {
      table: this.#table,
      command: "",
    });
    for (const [name, text] of [...Object.entries(texts), ...this.#texts]) {
      other.#texts.set(name, text);
    }
    other.words.push(...this.words);
    return other;
  }

  /** Whether an option is given. */
  has(name: keyof Table & string): boolean {
    return this.#texts.has(name);
  }

  /** What the user wrote as the value of an option, if it is given. */
  text(name: keyof Table & string): string | undefined {
    return this.#texts.get(name);
  }

  /**
   * The value of an option, if it is given.
   *
   * @throws {UsageError} If it is not what is wanted.
   */
  value<Name extends keyof Table & string>(
    name: Name,
  ): ValueOf<Table[Name]> | undefined {
    const text = this.#texts.get(name);
    const kind = this.#table[name]?.kind;
    if (text === undefined || kind === undefined) return undefined;
    const value = kind.read(text) as ValueOf<Table[Name]> | undefined;
    if (value !== undefined) return value;
    const fault = kind.fault?.(text);
    throw new UsageError(
      `Cannot use --${name} ${text}: wanted ${kind.wanted}` +
        (fault === undefined ? "" : `; ${fault}`),
    );
  }
}

/** Puts a number below 0 to its option: the parser would take it for one. */
function joined(
  args: readonly string[],
  valued: readonly string[],
): string[] {
  const takesNumber = (argument: string | undefined, next = "") =>
    /^-\.?\d/.test(next) && valued.some((name) => argument === `--${name}`);
  return args.flatMap((argument, at) => {
    const next = args[at + 1];
    if (takesNumber(argument, next)) return [`${argument}=${next}`];
    return takesNumber(args[at - 1], argument) ? [] : [argument];
  });
}

/** Refuses what the parser would drop without a word. */
function assertWords(args: readonly string[]): void {
  for (const [at, argument] of args.entries()) {
    if (argument === "--") {
      throw new UsageError("Cannot understand --: options follow the task");
    }
    if (argument === "") {
      const option = args[at - 1] ?? "an empty argument";
      throw new UsageError(`Cannot use ${option}: it needs a value`);
    }
  }
}

/** Most words are paths. */
function wordOf(argument: string): string {
  const { read, wanted } = path("PATH");
  if (read(argument) !== undefined) return argument;
  throw new UsageError(`Cannot use ${argument}: wanted ${wanted}`);
}

function refuse(
  argument: string,
  { names, command }: { names: readonly string[]; command: string },
): never {
  throw new UsageError(
    `Cannot understand ${argument}: ${meant(argument, names)}see ` +
      `${command} --help`,
  );
}

/** Asks for the option that may be meant, if there is one. */
function meant(argument: string, names: readonly string[]): string {
  const [, wanted] = /^--([^=]+)/.exec(argument) ?? [];
  if (wanted === undefined) {
    return /^[a-z][a-z/-]+$/.test(argument) && names.includes("filter")
      ? `it is no option; did you mean --filter ${argument}? `
      : "";
  }
  const name = nearest(wanted, names);
  return name === undefined ? "" : `did you mean --${name}? `;
}
