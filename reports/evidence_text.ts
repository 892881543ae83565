/** Evidence in plain words, and what more of it would take. */
import { kindNamed } from "../bench/study/kinds/mod.ts";
import type { TrialResult } from "../bench/trials/trial.ts";
import type {
  DecidedStatement,
  DocumentClaim,
  DocumentStatement,
  RunDocument,
} from "./document.ts";
import { formatSeconds } from "./format.ts";

/** Beyond it, nobody cares for the number. */
const A_LOT = 1e6;

/**
 * Writes evidence as odds.
 *
 * @param log The natural logarithm of an e-value.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { oddsText } from "./evidence_text.ts";
 * assertEquals(oddsText(Math.log(1234)), "1,200 to 1");
 * assertEquals(oddsText(Math.log(1 / 3)), "1 to 3");
 * assertEquals(oddsText(100), "over a million to 1");
 * ```
 */
export function oddsText(log: number): string {
  const odds = Math.exp(Math.abs(log));
  const text = odds > A_LOT
    ? "over a million"
    : Number(odds.toPrecision(2)).toLocaleString("en-US");
  return log >= 0 ? `${text} to 1` : `1 to ${text}`;
}

/** What of a statement its evidence is told by. */
type Evident = Pick<
  DecidedStatement,
  "verdict" | "evidence" | "kind" | "bound" | "margin"
>;

/**
 * Writes what a verdict has shown: no more than that.
 *
 * @returns Nothing of an open assertion, and of a measure.
 */
export function shownText(
  { kind, verdict, ...statement }: Evident,
): string | undefined {
  return verdict === undefined || verdict === "inconclusive"
    ? undefined
    : kindNamed(kind)?.shown?.(statement)[verdict];
}

/**
 * Writes the evidence of an assertion, such as `"1,200 to 1"`; of an open one
 * the evidence on both sides.
 *
 * @returns Nothing before the first look, and of a measure.
 */
export function evidenceText(
  { verdict, evidence }: Evident,
): string | undefined {
  if (evidence === undefined) return undefined;
  const { support, contradiction } = evidence;
  if (verdict === "supported") return oddsText(support);
  if (verdict === "contradicted") return oddsText(contradiction);
  return `${oddsText(support)} for it, ${oddsText(contradiction)} against it`;
}

/**
 * Writes why a claim is open although its assertions are not.
 *
 * @returns Nothing of other claims.
 */
export function openClaimText(
  { verdict, evidence }: Pick<DocumentClaim, "verdict" | "evidence">,
): string | undefined {
  if (evidence === undefined || verdict === evidence.drawn) return undefined;
  const { drawn, support, contradiction, bar } = evidence;
  const odds = oddsText(drawn === "supported" ? support : contradiction);
  return `its assertions say ${drawn}, ${odds}; a claim takes ` +
    oddsText(Math.log(bar));
}

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
  const { evidence } = statement;
  if (evidence === undefined || evidence.state === "decided") return undefined;
  const { wanted, bar } = evidence;
  const takes = `a verdict takes ${oddsText(Math.log(bar))}`;
  if (wanted === undefined) {
    return { says: `${takes}, and no number of seeds is likely to give that` };
  }
  const { least, most = 2 * least } = wanted;
  const seeds = wanted.most === undefined
    ? `${least} seeds or more`
    : least === most
    ? `${least} seeds`
    : `${least} to ${most} seeds`;
  const seconds = secondsOf(statement, trials);
  const [from, to] = [least, most].map((count) =>
    formatSeconds((count - statement.seeds) * seconds)
  );
  const options = (settings.options ?? "")
    .replaceAll(/(?:^| )--(?:seeds|filter) (?:'[^']*'|\S+)/g, "").trim();
  const says = `${takes}: about ${seeds} would do` +
    (seconds > 0 ? `, ${from} to ${to} of training more` : "");
  const command = [settings.command, options, `--filter ${claim.name}`]
    .filter(Boolean).join(" ");
  const { first } = settings.schedule;
  return { says, command: `${command} --seeds ${first}..${most}` };
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
