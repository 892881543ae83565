/** `peer_agreement.csv`: whether peers train what this suite trains. */
import { toCsv } from "../../reports/tables/csv.ts";
import { namesOf, number, text, whole } from "../../reports/tables/field.ts";
import type { PeersReport } from "./peers_report.ts";

/** Every row has it. */
const ALWAYS = { isRequired: true };

/** The columns, in order. */
export const PEER_AGREEMENT_FIELDS = {
  set_up: text("network and images", ALWAYS),
  peer: text("who trained", ALWAYS),
  head: text("the arm", ALWAYS),
  measure: text("loss of the last epoch, or F1 of the minority class", ALWAYS),
  trials: whole("trials of each of the two, at the least", ALWAYS),
  suite_mean: number("the mean over this suite's trials", ALWAYS),
  peer_mean: number("the mean over the peer's", ALWAYS),
  difference: number("the peer's mean less this suite's", ALWAYS),
  lower: number("the lower end of its interval", ALWAYS),
  upper: number("the upper end of its interval", ALWAYS),
  level: number("the level of the interval", ALWAYS),
  margin: number("differences below it do not matter", ALWAYS),
  agrees: text("whether the interval comes within the margin of 0", {
    choices: ["yes", "no"],
    isRequired: true,
  }),
} as const;

/**
 * Writes `peer_agreement.csv`.
 *
 * @param reports One for each set-up.
 * @returns The text of the file.
 */
export function toPeerAgreementCsv(reports: readonly PeersReport[]): string {
  const rows = reports.flatMap(({ setUp, agreements }) =>
    agreements.map(({ difference, agrees, suite, own, ...rest }) => ({
      set_up: setUp.name,
      ...rest,
      trials: difference.runs,
      suite_mean: suite,
      peer_mean: own,
      difference: difference.point,
      lower: difference.lower,
      upper: difference.upper,
      level: difference.level,
      agrees: agrees ? "yes" : "no",
    }))
  );
  return toCsv(namesOf(PEER_AGREEMENT_FIELDS), rows);
}
