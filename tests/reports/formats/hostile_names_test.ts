/** Names of others go through every format, and change nothing but themselves. */
import { assert, assertEquals } from "@std/assert";
import { parse as parseCsv } from "@std/csv";
import { parse as parseYaml } from "@std/yaml";
import type { RunDocument } from "../../../reports/document.ts";
import type { Files } from "../../../reports/formats/format.ts";
import { FORMATS } from "../../../reports/formats/formats.ts";
import { closingLines } from "../../../reports/terminal/closing_lines.ts";
import { printable } from "../../../reports/terminal/printable.ts";
import { summarize } from "../../../reports/terminal/summary.ts";
import { verdictTable } from "../../../reports/terminal/verdict_table.ts";
import { departed } from "../_departed.ts";
import { HOSTILE_NAMES as OF_PAGES, hostileDocument } from "../_document.ts";
import { HOSTILE_NAMES } from "../_hostile_names.ts";
import { assertSoundMarkup } from "../html/_markup.ts";

const NAMES = [...HOSTILE_NAMES, ...OF_PAGES];

/** A run with a departure and a failed trial, and a name wherever one can be. */
function runWith(name: string): RunDocument {
  const run = hostileDocument(name);
  const { departure, ...rest } = departed("opposite");
  Object.assign(run.claims[0]!.statements[0]!, {
    ...rest,
    departure: { ...departure, says: name },
  });
  for (const { result } of run.trials) {
    if (result.spec.seed === 2) {
      Object.assign(result, { status: "killed", reason: name, losses: [] });
      result.evaluations = [];
    }
    result.host = name;
  }
  return run;
}

/** What of a file does not depend on names, by how the file's name ends. */
const SHAPES: Readonly<Record<string, (content: string) => unknown>> = {
  csv: (content) => {
    for (const cell of parseCsv(content).flat()) {
      assert(!/^[=+@\t\r\n]/.test(cell) || /^[+-]?[\d.]/.test(cell), cell);
    }
    return parseCsv(content).map((row) => row.length);
  },
  html: (content) => {
    assertSoundMarkup(content);
    // Words decide how many lines a picture takes, and nothing else.
    const tags = content.match(/<\/?[a-z][\w-]*/g);
    return [...new Set(tags)].sort();
  },
  json: (content) => shapeOf(JSON.parse(content)),
  md: (content) => {
    assert(!/<script|\[link|!\[|@somebody|`/.test(content), content);
    assert(!/[^\P{Cc}\n]/u.test(content), "there is a control character");
    return content.split("\n").map((line) => line.split("|").length);
  },
  txt: (content) =>
    content.split(/\r|\n/).map((line) => line.slice(0, "::error ".length)),
  xml: (content) => {
    assert(!/[^\t\n\r\P{Cc}]|[\ud800-\udfff\ufffe\uffff]/u.test(content));
    return content.match(/<[\/?]?[a-z][\w-]*|"(?= )/g);
  },
  yaml: (content) => shapeOf(parseYaml(content)),
};

/** The types of a value; names may be keys. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  return typeof value === "object" && value !== null
    ? Object.values(value).map(shapeOf)
    : typeof value;
}

/** What of the files of a format does not depend on names. */
function shapesOf(files: Files): unknown[] {
  return Object.entries(files).map(([path, content]) => {
    assert(!/(^|\/)\.{0,2}(\/|$)|\p{Cc}/u.test(path), path);
    const end = path.split(".").at(-1)!;
    if (content instanceof Uint8Array) return recordsOf(content);
    const shape = SHAPES[end];
    assert(shape !== undefined, `no test reads ${path}`);
    return [path, shape(content)];
  });
}

/** Counts the records of an event file, each framed by its length. */
function recordsOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for (let at = 0; at < bytes.length; count++) {
    at += 16 + Number(view.getBigUint64(at, true));
    assert(at <= bytes.length);
  }
  return count;
}

for (const [name, format] of Object.entries(FORMATS)) {
  const STRICT = { strict: true };

  Deno.test(`names change nothing of ${name} but themselves`, async () => {
    const usual = shapesOf(
      await format.files(runWith("a name"), "a folder", STRICT),
    );
    for (const hostile of NAMES) {
      const shapes = shapesOf(
        await format.files(runWith(hostile), hostile, STRICT),
      );
      assertEquals(shapes, usual, JSON.stringify(hostile));
    }
  });
}

Deno.test("names change nothing of a terminal but themselves", () => {
  const textOf = (run: RunDocument) => {
    const options = { out: "here", strict: true, quiet: false };
    const { well, wrong } = closingLines(run, options);
    const texts = [...summarize(run), verdictTable(run)].map(printable);
    return [...texts, ...well, ...wrong].join("\n");
  };
  for (const hostile of NAMES) {
    const text = textOf(runWith(hostile));
    assert(!/[^\P{Cc}\n]/u.test(text), JSON.stringify(text));
    assert(!/[\u202a-\u202e\u2066-\u2069]/.test(text), "it turns words round");
  }
});
