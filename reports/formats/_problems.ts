/** What is wrong with a run, for the page of a job of CI. */
import type { RunDocument } from "../document.ts";
import {
  assertionsOf,
  isAlarm,
  isDeparture,
  statementName,
} from "../statements.ts";
import { departureText } from "../terminal/departure_text.ts";
import { trialTitle } from "./_trial_title.ts";

/** Something that is wrong, or that turned out not to be. */
export interface Problem {
  title: string;
  /** As it is, in a fixed width. */
  text: string;
}

/** What is wrong with a run, by how wrong it is. */
export interface Problems {
  /** Verdicts that are not the expected ones. */
  departures: Problem[];
  failedTrials: Problem[];
  /** Departures that fresh seeds did not repeat: no problem after all. */
  unconfirmed: Problem[];
}

/** Collects what is wrong with a run. */
export function problemsOf(document: RunDocument): Problems {
  const departed = assertionsOf(document)
    .filter(({ statement }) => isDeparture(statement))
    .map((placed) => {
      const { place, verdict, expected } = placed.statement;
      const title = `${statementName(placed)} on ${place}: ${verdict}, ` +
        `expected ${expected}`;
      const text = departureText(placed, document);
      return { isAlarm: isAlarm(placed.statement), problem: { title, text } };
    });
  const problemsWith = (wanted: boolean) =>
    departed.filter(({ isAlarm }) => isAlarm === wanted)
      .map(({ problem }) => problem);
  return {
    departures: problemsWith(true),
    failedTrials: document.trials.flatMap(({ result }) => {
      const { spec, status, reason = "" } = result;
      return status === "ok" ? [] : [{
        title: `${status}: ${trialTitle(spec)}`,
        text: `${reason}\n${JSON.stringify(spec)}`,
      }];
    }),
    unconfirmed: problemsWith(false),
  };
}
