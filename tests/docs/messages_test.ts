/** Each message that docs/troubleshooting.md quotes is one that is printed. */
import { assert } from "@std/assert";
import { DOCUMENTS, ROOT } from "./_documents.ts";

/** Where messages come from. */
const SOURCES = ["bench", "datasets", "models", "reports"];

/** Characters that a name or a number may add between two parts. */
const GAP = "[^]{0,200}?";

/** The first cells of all tables, as they stand between backticks. */
function quoted(): string[] {
  const page = DOCUMENTS.get("docs/troubleshooting.md") ?? "";
  return Array.from(
    page.matchAll(/^\| `(.+?)` +\|/gm),
    ([, message = ""]) => message,
  );
}

/** The texts of a module: literals joined, and what is put into them as "...". */
function textsOf(code: string): string {
  return withoutValues(code)
    .replace(/["'`]\s*\+\s*["'`]/g, "")
    .replace(/\\n/g, " ")
    .replace(/\s+/g, " ");
}

/** Puts "..." in place of each `${...}`, however deep its braces are. */
function withoutValues(code: string): string {
  let texts = "";
  for (let at = 0; at < code.length; at++) {
    if (!code.startsWith("${", at)) {
      texts += code[at];
      continue;
    }
    let depth = 0;
    do {
      at++;
      if (code[at] === "{") depth++;
      if (code[at] === "}") depth--;
    } while (depth > 0 && at < code.length);
    texts += "...";
  }
  return texts;
}

function* modulesIn(folder: URL): Generator<URL> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* modulesIn(new URL(`${name}/`, folder));
    else if (name.endsWith(".ts")) yield new URL(name, folder);
  }
}

/** Tells whether a text has a message's parts, names and numbers between. */
function finderOf(message: string): (text: string) => boolean {
  const parts = message.split("...");
  const escaped = parts.map((part) =>
    part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  );
  const pattern = new RegExp(escaped.join(GAP));
  return (text) =>
    parts.every((part) => text.includes(part)) && pattern.test(text);
}

Deno.test("troubleshooting.md quotes messages that the sources have", () => {
  const texts = SOURCES.flatMap((folder) =>
    Array.from(
      modulesIn(new URL(`${folder}/`, ROOT)),
      (module) => textsOf(Deno.readTextFileSync(module)),
    )
  );
  const messages = quoted();
  assert(messages.length > 100, `found ${messages.length}`);
  const gone = messages.filter((message) => !texts.some(finderOf(message)));
  assert(gone.length === 0, `no source has:\n${gone.join("\n")}`);
});

Deno.test("troubleshooting.md quotes no message twice", () => {
  const messages = quoted();
  const twice = messages.filter((each, at) => messages.indexOf(each) !== at);
  assert(twice.length === 0, twice.join("\n"));
});
