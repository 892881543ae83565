import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { RunDocument } from "../../../reports/document.ts";
import { junit } from "../../../reports/formats/junit.ts";
import { canRun, runPython } from "../../_python.ts";
import {
  changedScores,
  departed,
  departedRun,
  SAME_SCORES,
} from "../_departed.ts";
import { hostileDocument, madeUpDocument } from "../_document.ts";
import { everyKind } from "../_every_kind.ts";
import { HOSTILE_NAMES } from "../_hostile_names.ts";
import { outcomeOf } from "../../_process.ts";

function toJunit(document: RunDocument): string {
  return String(junit(document)["junit.xml"]);
}

/** A run with a verdict, a failed trial, and a claim that was left out. */
const RUN: RunDocument = {
  ...madeUpDocument({ failed: [6] }),
  leftOut: [{ claim: "majority", site: "leaves mlp", reason: "too few" }],
};

Deno.test("junit() has a suite a claim: assertions, failed trials, what was left out", () => {
  const xml = toJunit(RUN);
  // Eleven trainings of 1.5 s ended well.
  assertStringIncludes(
    xml,
    '<testsuite name="gain" package="finalbn" id="0" ' +
      'timestamp="2026-01-31T12:00:00" hostname="here" tests="2" failures="0" ' +
      'errors="1" skipped="0" time="16.500">',
  );
  assertStringIncludes(
    xml,
    '<testcase name="positive on leaves small-cnn" classname="gain" ' +
      'time="16.500"/>',
  );
  assertStringIncludes(
    xml,
    '<testcase name="trial of final-batch-norm, seed 6 on leaves small-cnn"',
  );
  assertStringIncludes(xml, '<error message="killed: SIGKILL" type="error">');
  assertStringIncludes(xml, '<testsuite name="majority"');
  assertStringIncludes(
    xml,
    '<skipped message="majority on leaves mlp: too few" type="skipped">',
  );
});

Deno.test("junit() fails an alarm with its evidence, and tells of a notice", () => {
  for (const isRepeated of [undefined, true]) {
    const options = isRepeated === undefined ? {} : { isRepeated };
    const xml = toJunit(departedRun([departed("lost", options)]));
    assertStringIncludes(
      xml,
      '<failure message="gain/positive on leaves small',
    );
    assertStringIncludes(xml, "INCONCLUSIVE: mean gain in minority F1 &gt; 0");
    assertStringIncludes(xml, "&#10;next step: ");
    assertStringIncludes(xml, "<system-out></system-out>");
  }
  const isRepeated = false;
  const passed = toJunit(departedRun([departed("lost", { isRepeated })]));
  assert(!passed.includes("<failure"));
  assertStringIncludes(passed, "seeds, 1000001 to 1000006, as reviewed:");
});

Deno.test("junit() fails what --strict fails: notices, and what is open", () => {
  const failures = (run: RunDocument, strict: boolean) =>
    String(junit(run, { strict })["junit.xml"]).match(/<failure[^>]*/g) ?? [];
  const open = departedRun([{ verdict: "inconclusive", expected: undefined }]);
  assertEquals(failures(open, false), []);
  assertEquals(failures(open, true), [
    '<failure message="gain/positive on leaves small-cnn: open, and --strict ' +
    'wants it decided" type="failure"',
  ]);
  const notice = departedRun([departed("notice")]);
  assertEquals(failures(notice, false), []);
  assertEquals(failures(notice, true).length, 1);
  assertEquals(failures(departedRun([{}]), true), []);
});

Deno.test("junit() says which assertions are open", () => {
  const open = { verdict: "inconclusive", expected: undefined } as const;
  const xml = toJunit(departedRun([open]));
  assert(!xml.includes("<failure"));
  assertStringIncludes(
    xml,
    "<system-out>positive on leaves small-cnn: open&#10;&#10;positive on " +
      "leaves small-cnn: not reviewed, so that no verdict fails</system-out>",
  );
});

Deno.test("junit() has a suite for the scores, if any was reviewed", () => {
  assert(!toJunit(RUN).includes('name="scores"'));
  const same = toJunit({ ...RUN, review: SAME_SCORES });
  assertStringIncludes(
    same,
    '<testcase name="scores are as reviewed" classname="scores"',
  );
  const changed = toJunit({ ...RUN, review: changedScores() });
  assertStringIncludes(changed, '<failure message="scores have changed since');
  assertStringIncludes(changed, "0.750 then, 0.250 now");
});

Deno.test("junit() gives a trial that claims share to the first of them", () => {
  const run = everyKind();
  const seconds = run.trials
    .reduce((sum, { result }) => sum + result.trainSeconds, 0);
  const times = [...toJunit(run).matchAll(/<testsuite [^>]*time="([^"]+)"/g)]
    .map(([, time]) => Number(time));
  assertEquals(times.length, run.claims.length);
  assertEquals(times.reduce((sum, time) => sum + time, 0), seconds);
});

Deno.test("junit() writes what XML allows, and nothing of a name as markup", () => {
  for (const name of HOSTILE_NAMES) {
    const xml = toJunit(hostileDocument(name));
    assert(
      !/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u
        .test(xml),
    );
    assert(!xml.includes("<script"));
    assert(!xml.includes("]]>"));
  }
  const xml = toJunit(hostileDocument("line\r\nbreak\tand \x00"));
  assertStringIncludes(xml, "line&#13;&#10;break&#9;and \ufffd");
});

const XSD = new URL("junit.xsd", import.meta.url).pathname;

const VALIDATORS = [
  {
    name: "xmllint",
    isThere: await canRun("xmllint", "--version"),
    validate: async (file: string) => {
      const args = ["--noout", "--schema", XSD, file];
      const { code, stderr } = await outcomeOf(
        new Deno.Command("xmllint", { args }),
      );
      return { code, text: stderr };
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
    name: `${name} finds junit() valid, and what is not JUnit not${reason}`,
    ignore: !isThere,
    fn: async () => {
      const file = await Deno.makeTempFile({ suffix: ".xml" });
      const nothing = { ...RUN, claims: [], leftOut: [] };
      const runs = [
        nothing,
        departedRun([departed("opposite"), departed("notice")]),
        { ...RUN, review: changedScores() },
        everyKind(),
        ...HOSTILE_NAMES.map(hostileDocument),
      ];
      for (const run of runs) {
        await Deno.writeTextFile(file, toJunit(run));
        const { code, text } = await validate(file);
        assertEquals(code, 0, text);
      }
      const broken = toJunit(RUN).replace(' errors="1"', "");
      await Deno.writeTextFile(file, broken);
      assert((await validate(file)).code !== 0, "a missing count is not seen");
      await Deno.remove(file);
    },
  });
}
