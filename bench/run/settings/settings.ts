/**
 * What a user can ask of a run, read from the command line and checked once.
 */
import { resolve, sep } from "node:path";
import { cacheDirectory } from "../../../models/engines/tensorflow/locate.ts";
import { FORMAT_OPTIONS } from "../../../reports/formats/formats.ts";
import {
  type Profile,
  type ProfileName,
  PROFILES,
  ROUND_SEEDS,
} from "../../study/profiles.ts";
import { UsageError } from "../../study/usage_error.ts";
import { COUNTS } from "../data/all_images.ts";
import { givenFields } from "./field_options.ts";
import { OWN, type ReviewName } from "../../study/expectations.ts";
import type { Shard } from "../../trials/plan.ts";
import { machineSettings, type SettingsDefaults } from "./machine_settings.ts";
import type { OptionTable } from "./option.ts";
import { type BenchOptions, OPTIONS, readOptions } from "./options.ts";
import { rolesNote } from "./own_roles.ts";
import { ownOf, readSites } from "./read_sites.ts";
import { weightsAsked } from "./read_weights.ts";

/** Everything that a run is asked to do, as its {@linkcode OPTIONS} say. */
export interface Settings extends Awaited<ReturnType<typeof settingsOf>> {}

/** How many seeds are trained, and when verdicts are looked for. */
export interface SeedPlan {
  /** Seeds before the first look. */
  first: number;
  /** Seeds that each later round adds. */
  step: number;
  /** Seeds before the last look. */
  most: number;
  /**
   * Whether every cell is trained on all of them, decided or not, and no
   * assertion is given up before.
   */
  isFixed: boolean;
}

/**
 * Reads the command line.
 *
 * @param args The arguments after the task's name.
 * @param options What is used unless told otherwise.
 * @returns The settings, with class names as the data set spells them.
 * @throws {UsageError} For an unknown option, data set or class, or a number
 * out of its range, with what is wanted.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readSettings } from "./settings.ts";
 * const args = ["--dataset", "mnist", "--minority", "7", "--seeds", "30"];
 * const { seeds, sites, workers } = await readSettings(args, { cores: 2 });
 * assertEquals([seeds.most, seeds.isFixed, workers], [30, true, 2]);
 * assertEquals(sites[0]?.minority, ["7"]);
 * ```
 */
export async function readSettings(
  args: readonly string[],
  options: SettingsDefaults,
): Promise<Settings> {
  return await settingsOf(readOptions(args), options);
}

/**
 * Reads the settings from options.
 *
 * @throws {UsageError} As {@linkcode readSettings} does.
 */
export async function settingsOf(
  given: BenchOptions,
  options: SettingsDefaults,
) {
  const name = given.value("profile") ?? usualProfile(given);
  const profile: Profile = PROFILES[name];
  const sites = await readSites(given, profile);
  const seeds = seedPlan(given, profile);
  const images = given.value("images");
  const expect = given.value("expect");
  // All seeds at once come to the same verdicts as rounds that give nothing up.
  const isReviewed = seeds.first === profile.seeds.first &&
    seeds.most === profile.seeds.most && images === undefined &&
    !changesVerdicts(given);
  return {
    /** Whose reviewed verdicts the run is compared with, if any are. */
    profile: reviewNameOf({ expect, profile: isReviewed ? name : undefined }),
    /** The file of reviewed verdicts that are not the project's own. */
    expect,
    sites,
    /**
     * The published weights that networks start from, by name or by path; the
     * sites have `scratch` until {@linkcode openRun} knows their hash.
     */
    weights: weightsAsked(given, profile),
    /** What claims go by. */
    protocol: {
      epochs: sites[0]?.epochs ?? profile.epochs,
      grid: profile.grid,
    },
    /** How many are trained, and when verdicts are looked for. */
    seeds,
    /** Parts of the names of the claims to check; all if there are none. */
    filter: filterOf(given),
    data: given.value("data") ??
      (images === undefined ? options.data : undefined),
    images,
    /** The share of rare images where networks are used, if it is said. */
    prevalence: given.value("prevalence"),
    /** The counts of training images that are as large as they can be. */
    takesAll: images === undefined
      ? []
      : COUNTS.filter((name) => !(name in givenFields(given))),
    /** How these are found and grouped. */
    own: ownOf(given),
    /** What was taken that nobody said, for people. */
    notes:
      images === undefined || given.has("majority") && given.has("minority")
        ? []
        : sites.slice(0, 1).map(rolesNote),
    ...await machineSettings(given, options),
    ...outputSettings(given),
    failFast: given.has("fail-fast"),
    fresh: given.has("fresh"),
    anyEngine: given.has("any-engine"),
    explain: given.has("explain"),
    dryRun: given.has("dry-run"),
    json: given.has("json"),
    quiet: given.has("quiet"),
    confirm: given.has("confirm"),
    strict: given.has("strict"),
  };
}

/** Where results go. */
function outputSettings(given: BenchOptions) {
  const shard = given.value("shard");
  const out = given.value("out") ?? outOf(shard);
  assertOutside(out, given.value("images"));
  const formats = FORMAT_OPTIONS.flatMap(({ name }) => {
    const path = given.value(name) as string | undefined;
    return path === undefined ? [] : [[name, path]];
  });
  return {
    shard,
    out,
    store: given.value("store") ?? storeOf(shard, out),
    /** Where formats go that were asked for, by the names of their options. */
    formats: Object.fromEntries(formats) as Record<string, string>,
  };
}

/**
 * The profile of a run that names none. A smoke test's short trainings are for
 * its own leaves: other images are trained on as the reference protocol has it.
 */
function usualProfile(given: BenchOptions): ProfileName {
  return given.has("dataset") || given.has("images") ? "standard" : "quick";
}

function reviewNameOf(
  { expect, profile }: {
    expect: string | undefined;
    profile: ProfileName | undefined;
  },
): ReviewName | undefined {
  return expect === undefined ? profile : OWN;
}

/** What the answer for your own images needs: the others are on the paper. */
const OWN_CLAIMS = ["gain", "inference", "ranking", "remedies", "uncertainty"];

/** The word for all claims, where others are usual. */
const ALL = "all";

function filterOf(given: BenchOptions): readonly string[] {
  const usual = given.has("images") ? OWN_CLAIMS : [];
  const filter = given.value("filter") ?? usual;
  return filter.includes(ALL) ? [] : filter;
}

/** A fixed number of seeds is looked at as if they came in round by round. */
function seedPlan(given: BenchOptions, { seeds: usual }: Profile): SeedPlan {
  const asked = given.value("seeds") ?? usual;
  const { most, first = Math.min(usual.first, most) } = asked;
  const isFixed = asked.first === undefined;
  if (given.value("shard") !== undefined && !isFixed) {
    throw new UsageError(
      `Cannot divide a run of ${first} to ${most} seeds into shards: how many ` +
        "it takes is known only in its course. Next step: add --seeds with a " +
        `fixed number, such as --seeds ${most}`,
    );
  }
  return { first, step: ROUND_SEEDS, most, isFixed };
}

/** Whether something is given under which no verdict was reviewed. */
function changesVerdicts(given: BenchOptions): boolean {
  return Object.entries(OPTIONS as OptionTable).some(([name, option]) =>
    option.changesVerdicts === true && given.has(name)
  );
}

/** @throws {UsageError} If reports would lie among the images of the run. */
function assertOutside(out: string, images: string | undefined): void {
  if (images === undefined) return;
  const [folder, place] = [resolve(images), resolve(out)];
  if (place !== folder && !place.startsWith(folder + sep)) return;
  throw new UsageError(
    `Cannot write reports to ${out}: it is in ${images}, and the next run would ` +
      "read their pictures as images. Next step: another folder with --out",
  );
}

/** Where the reports of a run, or of a part of one, go. */
function outOf(shard: Shard | undefined): string {
  return shard === undefined
    ? "reports/latest"
    : `reports/shard-${shard.shard}-of-${shard.shards}`;
}

/** A shard's store lies with its reports: both are carried to where it ends. */
function storeOf(shard: Shard | undefined, out: string): string {
  return `${shard === undefined ? cacheDirectory() : out}/trials.sqlite`;
}
