/**
 * The house's words: what is never written here, and what is written instead.
 *
 * It reads all documentation, comments, messages and help. Single words are in
 * `cspell.yaml` beside this file; here are those that take a second word.
 */
import { assertEquals, assertMatch } from "@std/assert";
import { ROOT } from "./_documents.ts";

/** What is not wanted, a text that has it, and what to write instead. */
const UNWANTED: readonly [pattern: RegExp, example: string, plain: string][] = [
  [
    /\bless (an?|another|its|one|th(at|e|ese|is|ose)|what|where|without)\b(?! \w+ it\b)/i,
    "the gain with the layer less that without",
    "minus",
  ],
  [/\bbut for\b/i, "all but for the last", "except for"],
  [
    /\bh(eld|old\w*)\b[\w ]* against\b/i,
    "held against a review",
    "compare with",
  ],
  [/\bfor reviewed\b/i, "takes the run for reviewed", "as reviewed"],
  [/\blast words\b/i, "the worker's last words", "last lines"],
  [/\bone's own\b/i, "a claim of one's own", "your own"],
  [/\bif need be\b/i, "made if need be", "if needed"],
  [/\bought to\b/i, "what it ought to be", "should"],
  [/\bto be had\b/i, "if there is one to be had", "available"],
  [/\bfor want of\b/i, "skipped for want of data", "for lack of"],
  [/\bin order to\b/i, "in order to train", "to"],
  [/\bprior to\b/i, "prior to training", "before"],
  [/\bmakes? use of\b/i, "makes use of a cache", "use"],
];

/** A text on one line, without what begins the lines of comments. */
function onOneLine(text: string): string {
  return text.replaceAll(/["'`] \+\s+["'`]/g, "")
    .replaceAll(/\n[ \t]*(\*|\/\/)?[ \t]*/g, " ");
}

/** Where a file has what is not wanted. */
function findingsIn(path: string, text: string): string[] {
  const line = onOneLine(text);
  return UNWANTED.flatMap(([pattern, , plain]) =>
    Array.from(
      line.matchAll(new RegExp(pattern, "gi")),
      ({ index, 0: found }) =>
        `${path}: "${
          line.slice(Math.max(0, index - 30), index)
        }${found}": ${plain}`,
    )
  );
}

/** The project's texts and sources, below a folder. */
function* filesIn(folder: URL): Generator<URL> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory && !/^(\..*|node_modules)$/.test(name)) {
      yield* filesIn(new URL(`${name}/`, folder));
    } else if (/\.(md|tsx?)$/.test(name) || name === "deno.json") {
      yield new URL(name, folder);
    }
  }
}

Deno.test("texts have none of the words that the house does not want", () => {
  const others = [...filesIn(ROOT)].filter(({ href }) =>
    href !== import.meta.url
  );
  const findings = others.flatMap((file) =>
    findingsIn(file.href.slice(ROOT.href.length), Deno.readTextFileSync(file))
  );
  assertEquals(findings, []);
});

Deno.test("unwanted words are found, over the end of a line too", () => {
  for (const [pattern, example] of UNWANTED) assertMatch(example, pattern);
  assertEquals(findingsIn("a.ts", "/*\n * It is held\n * against\n"), [
    'a.ts: "/* It is held against": compare with',
  ]);
  assertEquals(findingsIn("a.ts", '"made if " +\n  "need be"').length, 1);
  assertEquals(findingsIn("a.md", "the less it matters; less than 5"), []);
});
