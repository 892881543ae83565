/** What a module does and imports, apart from how it is written. */
import { stripTypeScriptTypes } from "node:module";
import { type Node, parse } from "acorn";

/** A module without its comments, its formatting and its types. */
export interface ParsedModule {
  /** A text that is equal for modules that do the same in the same words. */
  meaning: string;
  /** What it imports to run, as it is written. */
  imports: string[];
}

/** Where a node stands, and how a literal is written. */
const WRITING = new Set(["start", "end", "raw"]);

/**
 * Parses a module.
 *
 * @param text Its TypeScript.
 * @throws {SyntaxError} If it is none, or has what types alone cannot be taken
 * out of, such as an enum.
 */
export function parseModule(text: string): ParsedModule {
  const code = stripTypeScriptTypes(text);
  const imports: string[] = [];
  const program = parse(code, { ecmaVersion: "latest", sourceType: "module" });
  const meaning = JSON.stringify(program, (key, value) => {
    // A large integer stands beside its value as a text, too.
    if (WRITING.has(key) || typeof value === "bigint") return undefined;
    const imported = isNode(value) ? importOf(value, code) : undefined;
    if (imported !== undefined) imports.push(imported);
    return value;
  });
  return { meaning, imports };
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

/** What a node imports, if it is an import that outlives the types. */
function importOf(node: Node, code: string): string | undefined {
  if (!/^(Import|Export)(\w*Declaration|Expression)$/.test(node.type)) {
    return undefined;
  }
  const { source, specifiers } = node as Node & {
    source?: { value?: unknown } | null;
    specifiers?: readonly unknown[];
  };
  if (typeof source?.value !== "string") return undefined;
  // `import { type A } from "./a.ts"` is of types alone.
  const isOfTypes = specifiers?.length === 0 &&
    code.slice(node.start, node.end).includes("{");
  return isOfTypes ? undefined : source.value;
}
