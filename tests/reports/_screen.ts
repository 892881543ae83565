/**
 * A terminal, as far as a live view uses it: it breaks long lines, and breaks
 * them anew when its window changes, as most do.
 */
export class Screen {
  columns: number;
  /** Broken lines go on in the next row. */
  #rows: { text: string; isBroken: boolean }[] = [
    { text: "", isBroken: false },
  ];
  #row = 0;
  #column = 0;

  constructor(columns: number) {
    this.columns = columns;
  }

  /** What is to be seen, without the spaces at the ends of lines. */
  get lines(): string[] {
    const lines = this.#rows.map(({ text }) => text.trimEnd());
    while (lines.at(-1) === "") lines.pop();
    return lines;
  }

  /** Takes what a program writes; anything unknown throws. */
  write(text: string): void {
    // deno-lint-ignore no-control-regex -- it is what terminals are told by
    for (const [part] of text.matchAll(/\x1b\[[\d;?]*[A-Za-z]|[^]/gu)) {
      if (part === "\r") this.#column = 0;
      else if (part === "\n") this.#lineFeed(false);
      else if (part.length < 2 || !part.startsWith("\x1b")) this.#put(part);
      else this.#obey(part);
    }
  }

  /** Makes the window narrower or wider. */
  resize(columns: number): void {
    const { lines, at, offset } = this.#logical();
    this.columns = columns;
    this.#rows = [];
    lines.forEach((line, index) => {
      const characters = [...line];
      if (index === at) {
        this.#row = this.#rows.length + Math.floor(offset / columns);
        this.#column = offset % columns;
      }
      do {
        const text = characters.splice(0, columns).join("");
        this.#rows.push({ text, isBroken: characters.length > 0 });
      } while (characters.length > 0);
    });
  }

  #logical() {
    const lines: string[] = [];
    let [at, offset, isOpen] = [0, 0, false];
    this.#rows.forEach(({ text, isBroken }, index) => {
      if (!isOpen) lines.push("");
      if (index === this.#row) {
        at = lines.length - 1;
        offset = [...lines[at]!].length + this.#column;
      }
      lines[lines.length - 1] += text;
      isOpen = isBroken;
    });
    return { lines, at, offset };
  }

  #obey(sequence: string): void {
    const row = this.#rows[this.#row]!;
    const count = Number.parseInt(sequence.slice(2)) || 1;
    const command = sequence.at(-1);
    if (command === "A") this.#row = Math.max(0, this.#row - count);
    else if (command === "G") this.#column = count - 1;
    else if (command === "K") row.text = row.text.slice(0, this.#column);
    else if (command === "J") {
      row.text = row.text.slice(0, this.#column);
      row.isBroken = false;
      this.#rows.length = this.#row + 1;
    } else if (command !== "m") {
      throw new Error(`Cannot obey ${JSON.stringify(sequence)}`);
    }
  }

  #put(character: string): void {
    if (/\p{Cc}/u.test(character)) {
      throw new Error(`Cannot show ${JSON.stringify(character)}`);
    }
    if (this.#column >= this.columns) {
      this.#lineFeed(true);
      this.#column = 0;
    }
    const row = this.#rows[this.#row]!;
    const characters = [...row.text.padEnd(this.#column)];
    characters[this.#column++] = character;
    row.text = characters.join("");
  }

  /** A terminal in its usual mode goes to the first column as well. */
  #lineFeed(isBroken: boolean): void {
    this.#rows[this.#row]!.isBroken = isBroken;
    this.#row++;
    this.#column = 0;
    this.#rows[this.#row] ??= { text: "", isBroken: false };
  }
}
