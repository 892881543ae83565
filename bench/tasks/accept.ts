/** `deno task accept`: records what a run found as reviewed and expected. */
import { Buffer } from "node:buffer";
import { minuteOf } from "../../reports/format.ts";
import { readDocument } from "../../reports/read_document.ts";
import { printable } from "../../reports/terminal/printable.ts";
import { type Acceptance, acceptRun } from "../review/accept_run.ts";
import { expectText, readExpectFile } from "../review/reviewed_of.ts";
import type { Reviewed } from "../review/review_run.ts";
import {
  encodeScores,
  readReviewedScores,
  reviewedScoresFile,
} from "../review/reviewed_scores.ts";
import { lastRun } from "../run/outputs/last_run.ts";
import type { GivenOptions } from "../run/settings/given_options.ts";
import { path, text } from "../run/settings/option.ts";
import {
  type Expectations,
  OWN,
  readExpectations,
} from "../study/expectations.ts";
import type { ProfileName } from "../study/profiles.ts";
import { ExitCode, runTask } from "./run_task.ts";

const OPTIONS = {
  reason: {
    kind: text("TEXT"),
    help: "why a verdict is not what the paper says, or why another bound or " +
      'margin is right; needed for a new verdict other than "supported", and ' +
      "for a changed bound or margin",
  },
  filter: {
    kind: text("TEXT"),
    help: "assertions whose name has TEXT in it, such as gain/headline",
    otherwise: "all",
  },
  all: {
    help: "record unchanged verdicts too, with the numbers of this run",
  },
  expect: {
    kind: path("FILE"),
    help:
      "the file to record in, for runs with settings of their own, such as " +
      "those on your own images",
    otherwise: "the files of the project",
  },
  out: {
    kind: path("DIR"),
    help: "the folder of the run",
    otherwise: "the last run",
  },
};

const EXPECTED = new URL("../expected.json", import.meta.url);

if (import.meta.main) {
  await runTask({
    name: "accept",
    about: `Records a run's verdicts, their evidence and its scores as reviewed.
From then on, a run of the same profile fails if it finds something else.`,
    options: OPTIONS,
    notes:
      `It records what differs from the last review, or everything if scores changed.
It prints the changes, and writes them to bench/expected.json and
bench/reviewed/: look at the diff before you commit it. Exit codes: 0 accepted,
or nothing to accept; 2 usage; 4 there is no such run.`,
    run: accept,
  });
}

async function accept(
  given: GivenOptions<typeof OPTIONS>,
): Promise<number> {
  const folder = given.value("out") ?? await lastRun() ?? "reports/latest";
  const document = await readDocument(folder);
  const { settings: { profile = "no profile" }, environment } = document;
  console.log(printable(
    `run: ${folder}, ${profile}, of ${minuteOf(environment.began)}`,
  ));
  const expect = given.value("expect");
  const reviewed = expect === undefined
    ? await readReviewed(document.settings.profile)
    : await readOwn(expect);
  const acceptance = acceptRun(document, {
    reviewed,
    filter: given.value("filter"),
    reason: given.value("reason") ??
      (expect === undefined
        ? undefined
        : `what was found on ${environment.began.slice(0, 10)}`),
    isAll: given.has("all"),
    profile: expect === undefined ? undefined : OWN,
  });
  if (acceptance.changes.length === 0) {
    console.log("nothing to accept: every verdict is as it was reviewed");
    return ExitCode.asExpected;
  }
  for (const line of changeLines(acceptance)) console.log(printable(line));
  if (expect === undefined) await write(acceptance, profile as ProfileName);
  else {
    await Deno.writeTextFile(expect, expectText(acceptance));
    console.log(`written: ${expect}`);
  }
  return ExitCode.asExpected;
}

/** What was reviewed so far, in the order of the file. */
async function readReviewed(profile: string | undefined): Promise<Reviewed> {
  const json: Expectations = JSON.parse(await Deno.readTextFile(EXPECTED));
  readExpectations(json);
  return { expectations: json, scores: await readReviewedScores(profile) };
}

/** What is in a file of the user's so far. */
async function readOwn(path: string): Promise<Reviewed> {
  try {
    await Deno.stat(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { expectations: {}, scores: [] };
  }
  return await readExpectFile(path);
}

function changeLines({ changes }: Acceptance): string[] {
  const others = changes.filter(({ before, now }) => before !== now);
  const kept = changes.filter(({ before, now, rules, reason }) =>
    before === now && rules.length === 0 && reason !== undefined
  );
  const ruled = changes.filter(({ rules }) => rules.length > 0);
  const same = changes.length - others.length;
  return [
    ...others.map(({ what, before = "not reviewed", now }) =>
      `${what}: ${before}, now ${now}`
    ),
    ...ruled.map(({ what, rules }) => `${what}: ${rules.join("; ")}`),
    ...(same === 0 ? [] : [
      `${same} verdict${same === 1 ? "" : "s"} as before, with the evidence ` +
      "and the scores of this run",
    ]),
    ...kept.map(({ what, reason }) =>
      `${what}: its reason is still "${reason}"; --filter and --reason give ` +
      "another"
    ),
  ];
}

async function write(
  { expectations, scores }: Acceptance,
  profile: ProfileName,
): Promise<void> {
  readExpectations(expectations);
  const text = JSON.stringify(expectations, null, 2) + "\n";
  const file = reviewedScoresFile(profile);
  await Deno.mkdir(new URL(".", file), { recursive: true });
  const files = {
    "bench/expected.json": [EXPECTED, new TextEncoder().encode(text)],
    [`bench/reviewed/${profile}.json.gz`]: [file, encodeScores(scores)],
  } as const;
  const written: string[] = [];
  for (const [name, [url, bytes]] of Object.entries(files)) {
    const before = await Deno.readFile(url).catch(() => undefined);
    if (before !== undefined && Buffer.compare(before, bytes) === 0) continue;
    await Deno.writeFile(url, bytes);
    written.push(name);
  }
  console.log(`written: ${written.join(", ") || "nothing; all is the same"}`);
}
