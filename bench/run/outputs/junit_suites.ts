/** What a run came to, as suites of JUnit. */
import type { JunitCase, JunitSuite } from "../../../reports/formats/junit.ts";
import { expectationKey } from "../../study/expectations.ts";
import { studyTrials } from "../../study/study.ts";
import type { TrialResult } from "../../trials/trial.ts";
import { isDeparture, type Reviewed } from "../confirm.ts";
import { departureText } from "./departure_text.ts";
import type { RunOutcome } from "./write_outputs.ts";

/**
 * A suite for each claim: its assertions, its trials that failed, and what was
 * left out. A trial that several claims share is the first one's.
 *
 * @param outcome What came of the run.
 */
export function junitSuites(outcome: RunOutcome): JunitSuite[] {
  const { studies, findings, leftOut, results } = outcome;
  // A line on what was left out begins with the name of its claim.
  const named = leftOut.map((line) => line.split(" ", 1)[0] ?? "");
  const claims = new Set([
    ...studies.map(({ claim }) => claim.name),
    ...named,
  ]);
  const taken = new Set<string>();
  return [...claims].map((name) => {
    const own = studies.filter(({ claim }) => claim.name === name);
    const trials = own.flatMap(studyTrials)
      .filter(({ key }) => results.has(key) && !taken.has(key))
      .map(({ key }) => {
        taken.add(key);
        return results.get(key) as TrialResult;
      });
    const found = findings.filter(({ claim }) => claim.name === name);
    const seconds = trials.reduce((sum, trial) => sum + trial.trainSeconds, 0);
    const decided = found.filter(({ verdict }) => verdict !== undefined);
    const cases = [
      ...decided.map((finding) => caseOf(finding, seconds / decided.length)),
      ...trials.flatMap(errorOf),
      ...leftOut.filter((_, at) => named[at] === name).map(skippedOf),
    ];
    return {
      ...{ name, cases },
      started: trials.map(({ started }) => started).sort()[0] ?? outcome.date,
      host: trials[0]?.host || "localhost",
      note: found.flatMap((finding) =>
        finding.again?.isDeparture === false ? departureText(finding) : []
      ).join("\n\n"),
    };
  });
}

/** @param seconds Its part of what the trials took. */
function caseOf(finding: Reviewed, seconds: number): JunitCase {
  const { statement, verdict, expected, again } = finding;
  const name = `${statement.name} on ${expectationKey(finding).place}`;
  if (!isDeparture(finding) || again?.isDeparture === false) {
    return { name, seconds };
  }
  const message = `${verdict}, expected ${expected}`;
  const text = departureText(finding);
  return { name, seconds, outcome: { kind: "failure", message, text } };
}

function errorOf({ spec, status, reason }: TrialResult): JunitCase[] {
  if (status === "ok") return [];
  const { dataset, model, head, seed } = spec;
  return [{
    name: `trial of ${head}, seed ${seed} on ${dataset} ${model}`,
    seconds: 0,
    outcome: {
      kind: "error",
      message: `${status}${reason === undefined ? "" : `: ${reason}`}`,
      text: JSON.stringify(spec),
    },
  }];
}

function skippedOf(line: string): JunitCase {
  return {
    name: line,
    seconds: 0,
    outcome: { kind: "skipped", message: line },
  };
}
