/** What of a run is not as it was reviewed, a text each. */
import type { RunDocument } from "../document.ts";
import { findingsOf } from "./findings.ts";

/** What of a run is not as it was reviewed. */
export interface DepartureTexts {
  /** What fails the run. */
  departures: string[];
  /** What may well be chance. */
  notices: string[];
}

/**
 * Writes what of a run is not as it was reviewed: what it is, the evidence, and
 * what to do.
 *
 * @param document What the run found.
 * @returns What fails the run, and what does not.
 *
 * @example It takes what `checkClaims()` gives, and so is not run here.
 * ```ts ignore
 * import { departureTexts } from "./departure_texts.ts";
 * const { departures } = departureTexts(document);
 * if (departures.length > 0) throw new Error(departures.join("\n\n"));
 * ```
 */
export function departureTexts(document: RunDocument): DepartureTexts {
  const findings = findingsOf(document);
  const textsWith = (wanted: boolean) =>
    findings.filter(({ isAlarm }) => isAlarm === wanted)
      .map(({ title, text, step }) => `${title}\n${text}\nnext step: ${step}`);
  return { departures: textsWith(true), notices: textsWith(false) };
}
