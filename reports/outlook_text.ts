/** What would decide an open assertion, as far as it can be foreseen. */
import type { TrialResult } from "../bench/trials/trial.ts";
import { LEAST_EVIDENCE } from "../statistics/e_benjamini_hochberg.ts";
import type {
  DecidedStatement,
  DocumentClaim,
  DocumentEvidence,
  DocumentStatement,
  RunDocument,
} from "./document.ts";
import { oddsText } from "./evidence_text.ts";
import { formatSeconds } from "./format.ts";
import { meanEstimate } from "./mean_estimate.ts";
import { moreSeedsCommand } from "./suite_command.ts";

/** Fewer seeds foresee nothing: a run gives nothing up before, either. */
const FORESEEING = 12;

/** Seeds that are worth a try where nothing is foreseen. */
const A_TRY = 60;

/** A run takes no more seeds than that. */
const MOST = 10_000;

/** A range that is wider than this says no more than where it begins. */
const WIDEST = 4;

/**
 * Of forecasts on clear effects, from 20 seeds on, 9 in 10 fall short by less, by
 * simulation.
 */
const ROOM = 1.5;

/** What would decide an open assertion. */
export interface Outlook {
  /** For people. */
  says: string;
  /** The run that may do it. */
  command?: string;
}

/** The run of an assertion, and its claim. */
export interface OutlookContext {
  claim: Pick<DocumentClaim, "name">;
  settings: RunDocument["settings"];
  /** The trials of the run, by their ids. */
  trials: ReadonlyMap<string, TrialResult>;
}

/**
 * Writes what would decide an open assertion.
 *
 * @returns Nothing of an assertion that is decided, or has no evidence.
 */
export function outlookText(
  statement: DocumentStatement,
  { claim, settings, trials }: OutlookContext,
): Outlook | undefined {
  const { evidence, seeds } = statement;
  if (evidence === undefined || evidence.state === "decided") return undefined;
  const takes = `a verdict takes ${barText(evidence)}`;
  const commandFor = (most: number) =>
    moreSeedsCommand(settings, { filter: claim.name, most });
  if (seeds < FORESEEING) {
    return {
      says: `${takes}; ${seeds} seeds are too few for a forecast` +
        widthText(statement),
      command: commandFor(Math.max(A_TRY, settings.schedule.most)),
    };
  }
  const { least, most = Infinity } = evidence.wanted ?? { least: Infinity };
  if (least === Infinity) {
    return { says: `${takes}, and its evidence does not grow so far` };
  }
  const isKnown = most <= WIDEST * least;
  const wanted = upTo2Digits(
    Math.max(seeds + 1, isKnown ? Math.sqrt(least * most) : least),
  );
  const seconds = (wanted - seeds) * secondsOf(statement, trials);
  const time = seconds > 0
    ? `, ${formatSeconds(seconds)} of training more`
    : "";
  const says = `${takes}: roughly ${wanted} seeds${
    isKnown ? "" : " or more"
  } at the rate so far${time}`;
  const withRoom = upTo2Digits((isKnown ? ROOM : 2) * wanted);
  return withRoom > MOST
    ? { says }
    : { says: `${says}; with some room:`, command: commandFor(withRoom) };
}

/**
 * Writes why an open assertion's interval may look decided: together with others
 * it takes more than alone.
 *
 * @returns Nothing of others.
 */
export function aloneText(
  { verdict, evidence }: Pick<DecidedStatement, "verdict" | "evidence">,
): string | undefined {
  if (verdict !== "inconclusive" || evidence === undefined) return undefined;
  const { support, contradiction, path } = evidence;
  const bar = Math.log(LEAST_EVIDENCE);
  if (Math.max(support, contradiction) >= bar) {
    const alone = support >= bar ? "supported" : "contradicted";
    return `tested alone, it would be ${alone}`;
  }
  return [...path.support, ...path.contradiction].some((log) => log >= bar)
    ? `its evidence was ${LEAST_EVIDENCE} to 1, and has fallen since`
    : undefined;
}

/** The odds that a verdict takes, and why they are not always the same. */
export function barText(
  { bar, together }: Pick<DocumentEvidence, "bar" | "together">,
): string {
  const odds = oddsText(Math.log(bar));
  return bar > LEAST_EVIDENCE && together !== undefined
    ? `${odds} here, as ${together} assertions are tested together`
    : odds;
}

/** How wide the interval is at the least, where it is of one mean. */
function widthText({ series, seeds }: DocumentStatement): string {
  const [only, ...others] = series;
  const { lower = 0, upper = 0 } = only?.bounds ?? {};
  if (others.length > 0 || upper <= lower || seeds === 0) return "";
  const equal = new Array<number>(seeds).fill((lower + upper) / 2);
  const narrowest = meanEstimate(equal, { lower, upper });
  if (narrowest === undefined) return "";
  const width = narrowest.upper - narrowest.lower;
  return `: if all scored the same, the interval would still be ${
    width.toPrecision(2)
  } wide`;
}

/** Seconds that the trainings of one more seed take, one after another. */
function secondsOf(
  { series, seeds }: DocumentStatement,
  trials: OutlookContext["trials"],
): number {
  const ids = new Set(
    series.flatMap(({ seeds }) => seeds.flatMap(({ trials }) => trials)),
  );
  const total = [...ids].reduce(
    (sum, id) => sum + (trials.get(id)?.trainSeconds ?? 0),
    0,
  );
  return total / Math.max(seeds, 1);
}

/** A forecast has no more digits than that. */
function upTo2Digits(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.ceil(count / unit) * unit;
}
