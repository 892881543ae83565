import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type JunitSuite, toJunit } from "../../../reports/formats/junit.ts";
import { canRun, runPython } from "../../_python.ts";
import { HOSTILE_NAMES } from "../_hostile_names.ts";

const SUITE: JunitSuite = {
  name: "gain",
  started: "2026-01-02T03:04:05.678Z",
  host: "ci",
  cases: [
    { name: "positive on leaves mlp", seconds: 1.25 },
    {
      name: "headline on leaves mlp",
      seconds: 1.25,
      outcome: { kind: "failure", message: "no", text: "because" },
    },
    {
      name: "trial of plain, seed 1",
      seconds: 0,
      outcome: { kind: "error", message: "killed" },
    },
    {
      name: "pooled",
      seconds: 0,
      outcome: { kind: "skipped", message: "too few" },
    },
  ],
  note: "seen twice",
};

/** A suite whose every text is hostile. */
const HOSTILE: JunitSuite = {
  ...{ name: "hostile", started: SUITE.started, host: "ci" },
  cases: HOSTILE_NAMES.map((name) => ({
    ...{ name, seconds: 0 },
    outcome: { kind: "failure", message: name, text: name },
  })),
  note: HOSTILE_NAMES.join("\n"),
};

Deno.test("toJunit() counts what came of the cases", () => {
  const xml = toJunit([SUITE]);
  assertStringIncludes(
    xml,
    '<testsuite name="gain" package="finalbn" id="0" ' +
      'timestamp="2026-01-02T03:04:05" hostname="ci" tests="4" failures="1" ' +
      'errors="1" skipped="1" time="2.500">',
  );
  assertStringIncludes(
    xml,
    '<failure message="no" type="failure">because</failure>',
  );
  assertStringIncludes(xml, "<system-out>seen twice</system-out>");
});

Deno.test("toJunit() writes what XML allows, and nothing of a name as markup", () => {
  const xml = toJunit([HOSTILE]);
  assert(
    !/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(xml),
  );
  assert(!xml.includes("<script"));
  assert(!xml.includes("]]>"));
  assertEquals(xml.match(/<testcase /g)?.length, HOSTILE_NAMES.length);
  assertStringIncludes(xml, "line&#13;&#10;break&#9;and\u2028more");
  assertStringIncludes(xml, "control \ufffd\ufffd\ufffd[31m\u009b");
});

const XSD = new URL("junit.xsd", import.meta.url).pathname;

const VALIDATORS = [
  {
    name: "xmllint",
    isThere: await canRun("xmllint", "--version"),
    validate: async (file: string) => {
      const { code, stderr } = await new Deno.Command("xmllint", {
        args: ["--noout", "--schema", XSD, file],
      }).output();
      return { code, text: new TextDecoder().decode(stderr) };
    },
  },
  {
    name: "Python's lxml",
    isThere: await canRun("python3", "-c", "import lxml"),
    validate: (file: string) =>
      runPython(
        "import sys; from lxml import etree\n" +
          "etree.XMLSchema(file=sys.argv[1]).assertValid(etree.parse(sys.argv[2]))",
        [XSD, file],
      ),
  },
];

for (const { name, isThere, validate } of VALIDATORS) {
  const reason = isThere ? "" : ` (skipped: there is no ${name})`;
  Deno.test({
    name: `${name} finds toJunit() valid, and what is not JUnit not${reason}`,
    ignore: !isThere,
    fn: async () => {
      const file = await Deno.makeTempFile({ suffix: ".xml" });
      for (const suites of [[], [SUITE], [HOSTILE, SUITE]]) {
        await Deno.writeTextFile(file, toJunit(suites));
        const { code, text } = await validate(file);
        assertEquals(code, 0, text);
      }
      const broken = toJunit([SUITE]).replace(' errors="1"', "");
      await Deno.writeTextFile(file, broken);
      assert((await validate(file)).code !== 0, "a missing count is not seen");
      await Deno.remove(file);
    },
  });
}
