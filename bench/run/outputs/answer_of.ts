/** What a run says to somebody who brought images of their own. */
import type { AnswerEvidence } from "../../../reports/terminal/answer.ts";
import type { Finding } from "../../study/decide.ts";
import { cellResults, type Results, type Study } from "../../study/study.ts";

/**
 * Draws the answer from the findings of a run at its first site.
 *
 * @returns Nothing if the base claim was not checked.
 */
export function answerOf(
  studies: readonly Study[],
  findings: readonly Finding[],
  results: Results,
): AnswerEvidence | undefined {
  const study = studies.find(({ claim }) => claim.name === "gain");
  if (study === undefined) return undefined;
  const find = (claim: string, statement: string) =>
    findings.find((finding) =>
      finding.claim.name === claim && finding.statement.name === statement &&
      finding.sites[0] === study.site
    );
  const gain = find("gain", "positive");
  if (gain?.verdict === undefined) return undefined;
  return {
    minority: study.site.minority,
    verdict: gain.verdict,
    gain: gain.estimate,
    f1: meansOf(study, results),
    calibration: find("uncertainty", "eceEqualWidth-change")?.estimate,
  };
}

function meansOf(
  study: Study,
  results: Results,
): AnswerEvidence["f1"] {
  const cells = cellResults(study, results);
  const meanOf = (cell: string) => {
    const scores = (cells.get(cell) ?? []).flatMap(({ evaluations }) =>
      evaluations.find(({ inference }) => inference === "as-trained")
        ?.metrics.minorityF1 ?? []
    );
    return scores.length === 0
      ? undefined
      : scores.reduce((sum, score) => sum + score, 0) / scores.length;
  };
  const [without, treated] = [meanOf("without"), meanOf("with")];
  return without === undefined || treated === undefined
    ? undefined
    : { without, with: treated };
}
