/** A comparison of two runs, for a terminal. */
import type { ChangedRule } from "../changed_rules.ts";
import type {
  ChangedFact,
  ComparedAssertion,
  Comparison,
} from "../compare_documents.ts";
import type { ComparedTrials } from "../compare_trials.ts";
import { oddsText } from "../evidence_text.ts";
import { decimal, intervalText } from "../format.ts";
import { wrap } from "./wrap.ts";

/**
 * Writes what changed, in 80 columns as far as names allow: verdicts first,
 * then differences beyond noise, then what stands behind them.
 *
 * @param comparison Of `compareDocuments()`.
 * @returns Lines, without the last line break.
 */
export function comparisonText(comparison: Comparison): string {
  const { assertions, rules, trials, environment } = comparison;
  const isInBoth = ({ before, after }: ComparedAssertion) =>
    before !== undefined && after !== undefined;
  const both = statementsOf(assertions.filter(isInBoth));
  const isChanged = ([{ before, after }]: Statement) => before !== after;
  const isMoved = (rows: Statement) =>
    rows.some(({ isBeyondNoise }) => isBeyondNoise);
  const changed = both.filter(isChanged);
  const moved = both.filter((rows) => !isChanged(rows) && isMoved(rows));
  const rest = both.length - changed.length - moved.length;
  const lone = statementsOf(assertions.filter((each) => !isInBoth(each)));
  return [
    ...block("verdicts that changed", changed),
    ...block("same verdict, and means beyond noise", moved),
    `same verdict, and means no more than noise apart: ${rest} of ` +
    both.length,
    ...loneLines(lone),
    "",
    ...ruleLines(rules),
    ...trialLines(trials),
    "",
    ...environmentLines(environment),
  ].join("\n");
}

/** The conditions of one assertion at one site. */
type Statement = [ComparedAssertion, ...ComparedAssertion[]];

function statementsOf(assertions: readonly ComparedAssertion[]): Statement[] {
  const statements = new Map<string, Statement>();
  for (const each of assertions) {
    const name = nameOf(each);
    const known = statements.get(name);
    if (known === undefined) statements.set(name, [each]);
    else known.push(each);
  }
  return [...statements.values()];
}

function nameOf({ claim, assertion, site }: ComparedAssertion): string {
  return `${claim}/${assertion} on ${site}`;
}

function block(title: string, statements: readonly Statement[]): string[] {
  if (statements.length === 0) return [`${title}: none`, ""];
  return [`${title}:`, ...statements.flatMap(linesOf), ""];
}

function linesOf(rows: Statement): string[] {
  const [first] = rows;
  const { before, after } = first;
  const verdict = before === after ? after : `${before}, now ${after}`;
  return [
    ...wrap(`  ${nameOf(first)}: ${verdict}`, "    "),
    ...seedsLines(first),
    ...rows.flatMap(differenceLines),
  ];
}

/** More seeds may decide what fewer left open, and nothing else has changed. */
function seedsLines({ before, after, seeds }: ComparedAssertion): string[] {
  if (seeds.before === seeds.after) return [];
  const alone = before === after ? "" : ": that alone can change a verdict";
  return wrap(
    `    decided on ${seeds.before} seeds, now on ${seeds.after}${alone}`,
    "      ",
  );
}

function differenceLines(
  { difference, evidence = 0, shared, isBeyondNoise, condition }:
    ComparedAssertion,
): string[] {
  const what = condition === "" ? "" : `${condition}: `;
  if (difference === undefined) {
    const why = shared === 0
      ? "other seeds"
      : "no numbers, or numbers in another range";
    return wrap(`    ${what}${why}: not compared`, "      ");
  }
  if (difference.point === 0 && Math.abs(evidence) < 1e-9) {
    const same = `${what}no change on the ${shared} seeds that both have`;
    return wrap(`    ${same}`, "      ");
  }
  const number = intervalText(difference, { digits: 3, between: ", mean " });
  const how = isBeyondNoise ? "beyond noise" : "no more than noise";
  return wrap(
    `    ${what}change ${number}, ${shared} seeds that both have, evidence ` +
      `${oddsText(evidence)}: ${how}`,
    "      ",
  );
}

/** What cannot be compared, by name. */
function loneLines(statements: readonly Statement[]): string[] {
  if (statements.length === 0) return [];
  const inFirst = statements.filter(([{ before }]) => before !== undefined);
  const inSecond = statements.filter(([{ after }]) => after !== undefined);
  const list = (which: string, own: readonly Statement[]) =>
    own.length === 0 ? [] : wrap(
      `only in the ${which} run: ${own.map(([row]) => nameOf(row)).join("; ")}`,
      "  ",
    );
  return [...list("first", inFirst), ...list("second", inSecond)];
}

/** Why a verdict may be another though the numbers are the same. */
function ruleLines(rules: readonly ChangedRule[]): string[] {
  if (rules.length === 0) return [];
  return [
    "decided by other rules:",
    ...rules.flatMap(({ assertion, rule, before, after }) =>
      wrap(`  ${assertion}: ${rule} ${before}, now ${after}`, "    ")
    ),
    "",
  ];
}

function trialLines(trials: ComparedTrials): string[] {
  const { shared, identical, largestChange, onlyBefore, onlyAfter } = trials;
  const change = identical === shared
    ? "all with the same bits"
    : `${identical} with the same bits; minority F1 changed by ` +
      `${decimal(largestChange)} at most`;
  const only =
    `${onlyBefore} only in the first run, ${onlyAfter} only in the ` +
    "second";
  return shared === 0
    ? wrap(`evaluations that both runs have: none; ${only}`, "  ")
    : wrap(
      `evaluations that both runs have: ${shared}, ${change}; ${only}`,
      "  ",
    );
}

function environmentLines(facts: readonly ChangedFact[]): string[] {
  if (facts.length === 0) return ["environment: the same"];
  return [
    "environment, first and second:",
    ...facts.flatMap(({ name, before, after }) => [
      `  ${name}`,
      ...wrap(`    ${before ?? `no ${name}`}`, "    "),
      ...wrap(`    ${after ?? `no ${name}`}`, "    "),
    ]),
  ];
}
