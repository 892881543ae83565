/** `deno task accept`: takes the verdicts of a run for reviewed. */
import { readDocument } from "../../reports/read_document.ts";
import { assertionsOf, statementName } from "../../reports/statements.ts";
import type { GivenOptions } from "../run/settings/given_options.ts";
import { text } from "../run/settings/option.ts";
import { acceptVerdicts } from "../study/accept_verdicts.ts";
import { readExpectations } from "../study/expectations.ts";
import { UsageError } from "../study/usage_error.ts";
import { ExitCode, runTask } from "./run_task.ts";

const OPTIONS = {
  reason: {
    kind: text("TEXT"),
    help: "why a verdict is not what the paper says; needed where it is not " +
      '"supported"',
  },
  filter: {
    kind: text("TEXT"),
    help: "assertions whose name has TEXT in it, such as gain/headline",
    otherwise: "all",
  },
  out: {
    kind: text("DIR"),
    help: "the folder of the run",
    otherwise: "reports/latest",
  },
};

const EXPECTED = new URL("../expected.json", import.meta.url);

if (import.meta.main) {
  await runTask({
    name: "accept",
    about:
      `Takes the verdicts of a run for reviewed: from then on a run of the same
profile fails where its verdict is another.`,
    options: OPTIONS,
    notes:
      `What changes is printed, and written to bench/expected.json: look at the
difference before it is committed. Exit codes: 0 accepted, or nothing to accept;
2 usage; 4 there is no such run.`,
    run: accept,
  });
}

async function accept(
  given: GivenOptions<typeof OPTIONS>,
): Promise<number> {
  const out = given.value("out") ?? OPTIONS.out.otherwise;
  const filter = given.value("filter") ?? "";
  const document = await readDocument(out);
  const statements = assertionsOf(document)
    .filter((placed) => statementName(placed).includes(filter))
    .map(({ claim, statement }) => ({ ...statement, claim: claim.name }));
  if (statements.length === 0) {
    throw new UsageError(
      `Cannot accept anything: no assertion of the run in ${out} has ` +
        `"${filter}" in its name`,
    );
  }
  const known = readExpectations(JSON.parse(await Deno.readTextFile(EXPECTED)));
  const { reviewed, changes } = acceptVerdicts(known, statements, {
    profile: document.settings.profile,
    reason: given.value("reason"),
  });
  for (const { what, before = "not reviewed", now } of changes) {
    console.log(`${what}: ${before}, now ${now}`);
  }
  if (changes.length === 0) {
    console.log("nothing to accept: every verdict is as expected");
    return ExitCode.asExpected;
  }
  const json = JSON.stringify(readExpectations(reviewed), null, 2);
  await Deno.writeTextFile(EXPECTED, json + "\n");
  return ExitCode.asExpected;
}
