/** What a run came to, for a page of CI. */
import type { Annotation } from "../../../reports/formats/annotations.ts";
import type {
  SummaryBlock,
  SummaryContent,
} from "../../../reports/formats/markdown_summary.ts";
import { intervalOf } from "../../../reports/terminal/verdict_table.ts";
import { expectationKey } from "../../study/expectations.ts";
import { isDeparture, type Reviewed } from "../confirm.ts";
import { departureText } from "./departure_text.ts";
import type { RunOutcome } from "./write_outputs.ts";

/** Sorts what came of a run by how wrong it is. */
export function summaryContent(outcome: RunOutcome): SummaryContent {
  const { findings, results, leftOut, isInterrupted } = outcome;
  const departed = findings.filter(isDeparture);
  const isAlarm = ({ again }: Reviewed) => again?.isDeparture !== false;
  const departures = departed.filter(isAlarm).map(blockOf);
  const failedTrials = [...results.values()].flatMap((trial): SummaryBlock[] =>
    trial.status === "ok" ? [] : [{
      title: `${trial.status}: ${trial.spec.head} seed ${trial.spec.seed} on ` +
        `${trial.spec.dataset} ${trial.spec.model}`,
      text: `${trial.reason ?? ""}\n${JSON.stringify(trial.spec)}`,
    }]
  );
  const rows = findings.flatMap((finding) => {
    const { verdict, expected, estimate } = finding;
    if (verdict === undefined) return [];
    const { place: site, name } = expectationKey(finding);
    return [{ site, name, verdict, expected, estimate: intervalOf(estimate) }];
  });
  const isReviewed = rows.some(({ expected }) => expected !== undefined);
  const counts = [
    `verdicts: ${rows.length}`,
    isReviewed ? `departures: ${departures.length}` : "none reviewed",
    `failed trials: ${failedTrials.length}`,
    ...(isInterrupted ? ["the run was stopped before its end"] : []),
  ];
  return {
    headline: counts.join(", "),
    ...{ departures, failedTrials, rows, leftOut },
    unconfirmed: departed.filter((finding) => !isAlarm(finding)).map(blockOf),
  };
}

/** What is wrong, as annotations: departures, then failed trials. */
export function annotationsOf(
  { departures, failedTrials }: SummaryContent,
): Annotation[] {
  return [...departures, ...failedTrials];
}

function blockOf(finding: Reviewed): SummaryBlock {
  const { place, name } = expectationKey(finding);
  const { verdict, expected } = finding;
  return {
    title: `${name} on ${place}: ${verdict}, expected ${expected}`,
    text: departureText(finding),
  };
}
