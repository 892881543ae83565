/** What a run was computed with, and from: facts for people, in order. */
import type { EngineDescription, TrialResult } from "../bench/trials/trial.ts";
import type { RunDocument } from "./document.ts";

/** A fact. */
export interface RunFact {
  name: string;
  value: string;
}

/** The fact that two runs of the same trials differ in. */
export const RUN_BEGAN = "run began";

/**
 * Tells what there is to know of a run beside its results.
 *
 * @param document The run.
 * @returns Facts with a value; those that the run does not know are left out.
 */
export function runFacts(document: RunDocument): RunFact[] {
  const { settings, environment, isComplete, trials } = document;
  const { command, options, otherOptions, filter, profile, sites } = settings;
  const results = trials.map(({ result }) => result);
  const trained = new Set(
    results.map(({ spec }) => `${spec.dataset} ${spec.model}`),
  );
  const facts: (readonly [string, string | undefined])[] = [
    [
      "command",
      options === undefined
        ? undefined
        : [command, options, otherOptions].filter(Boolean).join(" "),
    ],
    ["options", options],
    ["profile", profile],
    ["claims", filter.length > 0 ? filter.join(", ") : "all"],
    ["seeds", seedsText(settings)],
    ...sites.filter(({ name }) => trained.has(name))
      .map(({ name, description }) => [`site ${name}`, description] as const),
    [RUN_BEGAN, environment.began],
    ["complete", isComplete ? "yes" : "no: the run was stopped"],
    ...trialFacts(results),
    ["suite", environment.suite],
    ...Object.entries(environment.packages)
      .map(([name, version]) => [`package ${name}`, version] as const),
    ["Deno", environment.deno],
    ["system", environment.system],
    ["processor", environment.processor],
    ["processor threads", String(environment.threads)],
    ["memory", `${Math.round(environment.memoryBytes / 2 ** 30)} GiB`],
  ];
  return facts.flatMap(([name, value]) => value ? [{ name, value }] : []);
}

/** The seeds of a run, such as `"8 to 60 seeds, from 2001 on"`. */
export function seedsText(
  { schedule: { first, most }, firstSeed }: RunDocument["settings"],
): string {
  const count = first === most ? `${most}` : `${first} to ${most}`;
  return `${count} seeds, from ${firstSeed} on`;
}

/** What trials say of themselves. */
function trialFacts(
  results: readonly TrialResult[],
): (readonly [string, string | undefined])[] {
  const started = results.map(({ started }) => started).sort();
  const seconds = results.reduce((sum, each) => sum + each.trainSeconds, 0);
  const origins = results.flatMap(({ origin }) => origin ?? []);
  const data = new Map(
    results.flatMap(({ spec, origin }) =>
      origin === undefined
        ? []
        : [[`data ${spec.dataset} ${spec.imageSize} px`, origin.data] as const]
    ),
  );
  return [
    ["trials", counted(results.map(({ status }) => status))],
    ["first trial", started[0]],
    ["last trial", started.at(-1)],
    ["training time", `${seconds.toFixed(0)} s in all`],
    ["machines", String(new Set(results.map(({ host }) => host)).size)],
    [
      "engines",
      counted(
        origins.map(({ engine }) => engineText(engine)),
      ),
    ],
    ["code", counted(origins.map(({ code }) => `SHA-256 ${code}`))],
    ...[...data].sort().map(([name, hash]) =>
      [name, `SHA-256 ${hash}`] as const
    ),
  ];
}

/** An engine in words. */
export function engineText(
  { name, version, device, instructionSet }: EngineDescription,
): string {
  return `${name} ${version} on ${device}, ${instructionSet}`;
}

/** Each text with how often it is there, such as `"ok (9); killed (1)"`. */
function counted(texts: readonly string[]): string {
  const counts = Map.groupBy(texts.toSorted(), (text) => text);
  return [...counts].map(([text, all]) => `${text} (${all.length})`).join("; ");
}
