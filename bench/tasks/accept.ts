/** `deno task accept`: takes the verdicts of a run for reviewed. */
import { readDocument } from "../../reports/read_document.ts";
import { assertionsOf, statementName } from "../../reports/statements.ts";
import { acceptVerdicts } from "../study/accept_verdicts.ts";
import { readExpectations } from "../study/expectations.ts";
import { UsageError } from "../study/usage_error.ts";
import { readFlags } from "./read_flags.ts";
import { ExitCode, runTask } from "./run_task.ts";

const HELP =
  `Takes the verdicts of a run for reviewed: from then on a run of the
same profile fails where its verdict is another.

deno task accept [--reason TEXT] [--filter TEXT] [--out DIR]

  --reason TEXT  why a verdict is not what the paper says; needed where it is
                 not "supported"
  --filter TEXT  assertions whose name has TEXT in it, such as gain/headline  [all]
  --out DIR      the folder of the run                            [reports/latest]

What changes is printed, and written to bench/expected.json: look at the
difference before it is committed. Exit codes: 0 accepted, or nothing to accept;
2 usage; 4 there is no such run.
`;

const EXPECTED = new URL("../expected.json", import.meta.url);

if (import.meta.main) await runTask(() => accept(Deno.args));

async function accept(args: readonly string[]): Promise<number> {
  const flags = readFlags(args, {
    task: "accept",
    string: ["reason", "filter", "out"],
  });
  if (flags.help) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  const { out = "reports/latest", filter = "", reason } = flags;
  const document = await readDocument(String(out));
  const statements = assertionsOf(document)
    .filter((placed) => statementName(placed).includes(String(filter)))
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
    reason: reason === undefined ? undefined : String(reason),
  });
  for (const { what, before = "not reviewed", now } of changes) {
    console.log(`${what}: ${before}, now ${now}`);
  }
  if (changes.length === 0) {
    console.log("nothing to accept: every verdict is as expected");
    return ExitCode.asExpected;
  }
  const text = JSON.stringify(readExpectations(reviewed), null, 2) + "\n";
  await Deno.writeTextFile(EXPECTED, text);
  return ExitCode.asExpected;
}
