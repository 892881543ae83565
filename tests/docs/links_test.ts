/** Links between pages, and to files, lead somewhere. */
import { assert, assertEquals } from "@std/assert";
import { DOCUMENTS, ROOT, withoutBlocks } from "./_documents.ts";

/** Links and pictures, in Markdown and in HTML. */
const LINK = /\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g;

/** What GitHub makes of a heading: see its html-pipeline, toc_filter.rb. */
function anchorOf(heading: string): string {
  return heading.trim().toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
    .replaceAll(" ", "-");
}

function anchorsOf(text: string): string[] {
  return Array.from(
    withoutBlocks(text).matchAll(/^#{1,6} (.+)$/gm),
    ([, heading = ""]) => anchorOf(heading),
  );
}

Deno.test("anchorOf() is as GitHub has it", () => {
  assertEquals(
    ["Slurm, Kubernetes, GitHub Actions", "What `--x` is (now)"].map(anchorOf),
    ["slurm-kubernetes-github-actions", "what---x-is-now"],
  );
});

for (const [path, text] of DOCUMENTS) {
  Deno.test(`every link of ${path} leads somewhere`, () => {
    const here = new URL(path, ROOT);
    for (const [, inText, inTag] of withoutBlocks(text).matchAll(LINK)) {
      const link = inText ?? inTag ?? "";
      if (/^https?:/.test(link)) continue;
      const { pathname, hash } = new URL(link, here);
      assert(isThere(pathname), `${link}: there is no such file`);
      if (hash === "") continue;
      const page = pathname.slice(ROOT.pathname.length);
      assert(
        anchorsOf(DOCUMENTS.get(page) ?? "").includes(hash.slice(1)),
        `${link}: ${page} has no such heading`,
      );
    }
  });
}

Deno.test("every page of docs/ is reached from the README", () => {
  const readme = DOCUMENTS.get("README.md") ?? "";
  for (const path of DOCUMENTS.keys()) {
    assert(path === "README.md" || readme.includes(`](${path})`), path);
  }
});

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path) !== undefined;
  } catch {
    return false;
  }
}
