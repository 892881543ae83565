/** What a run was computed with, and from, as rows of `environment.csv`. */
import os from "node:os";
import project from "../../../deno.json" with { type: "json" };
import {
  type EnvironmentRow,
  RUN_BEGAN,
} from "../../../reports/tables/environment_csv.ts";
import type { Settings } from "../settings/settings.ts";
import { describeSite, siteName } from "../../study/site.ts";
import type { TrialResult } from "../../trials/trial.ts";

/** What of a run is told. */
export interface RunFacts {
  settings: Pick<Settings, "profile" | "sites" | "seeds" | "filter">;
  /** What decided the trials, for a shell; nothing if nobody said. */
  options: string | undefined;
  /** When it began: its trials may be older, if they were kept. */
  began: Date;
  /** Whether it was stopped before its end. */
  isPartial: boolean;
}

/** Packages that results come from, or are drawn with. */
const PACKAGES = /^@tensorflow\/|^sharp$|^pure-rand|^vega|^@std\/csv$/;

/**
 * Tells what there is to know of a run beside its results.
 *
 * @param results The trials of the run, wherever they were computed.
 * @param facts What was asked for.
 */
export function environmentRows(
  results: readonly TrialResult[],
  { settings, options, began, isPartial }: RunFacts,
): EnvironmentRow[] {
  const { profile, sites, seeds, filter } = settings;
  const command = ["deno task bench", options].filter(Boolean).join(" ");
  return rowsOf([
    ["command", options === undefined ? undefined : command],
    ["options", options],
    ["profile", profile],
    ["claims", filter.length > 0 ? filter.join(", ") : "all"],
    ["seeds", `1 to ${seeds}`],
    ...sites.map((site) => [`site ${siteName(site)}`, describeSite(site)]),
    [RUN_BEGAN, began.toISOString()],
    ["complete", isPartial ? "no: the run was stopped" : "yes"],
    ...trialFacts(results),
    ["suite", `${project.name} ${project.version}`],
    ...packageFacts(),
    ["Deno", `${Deno.version.deno}, V8 ${Deno.version.v8}`],
    ["system", `${Deno.build.os} ${Deno.osRelease()}, ${Deno.build.arch}`],
    ["processor", os.cpus()[0]?.model.trim()],
    ["processor threads", String(navigator.hardwareConcurrency)],
    ["memory", `${Math.round(os.totalmem() / 2 ** 30)} GiB`],
  ]);
}

/** What trials say of themselves. */
function trialFacts(results: readonly TrialResult[]) {
  const count = (text: (result: TrialResult) => string | undefined) => {
    const counts = new Map<string, number>();
    for (const result of results) {
      const of = text(result);
      if (of !== undefined) counts.set(of, (counts.get(of) ?? 0) + 1);
    }
    return [...counts].sort().map(([name, times]) => `${name} (${times})`)
      .join("; ");
  };
  const started = results.map(({ started }) => started).sort();
  const seconds = results.reduce((sum, each) => sum + each.trainSeconds, 0);
  const hashes = new Map(
    results.flatMap(({ spec, origin }) =>
      origin === undefined
        ? []
        : [[`data ${spec.dataset} ${spec.imageSize} px`, origin.data] as const]
    ),
  );
  return [
    ["trials", count(({ status }) => status)],
    ["first trial", started[0]],
    ["last trial", started.at(-1)],
    ["training time", `${seconds.toFixed(0)} s in all`],
    ["machines", String(new Set(results.map(({ host }) => host)).size)],
    ["engines", count(({ origin }) => origin && engineOf(origin.engine))],
    ["code", count(({ origin }) => origin && `SHA-256 ${origin.code}`)],
    ...[...hashes].sort().map(([name, hash]) => [name, `SHA-256 ${hash}`]),
  ];
}

function engineOf(
  engine: NonNullable<TrialResult["origin"]>["engine"],
): string {
  const { name, version, device, instructionSet } = engine;
  return `${name} ${version} on ${device}, ${instructionSet}`;
}

/** The packages as the project pins them. */
function packageFacts(): string[][] {
  return Object.entries(project.imports)
    .filter(([name]) => PACKAGES.test(name))
    .map(([name, pinned]) => [
      `package ${name.replace(/\/$/, "")}`,
      pinned.replace(/^npm:\/?/, ""),
    ]);
}

function rowsOf(facts: readonly (string | undefined)[][]): EnvironmentRow[] {
  return facts.flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [{ name, value }]
  );
}
