/** Puts together what a run found, as one value. */
import {
  DOCUMENT_VERSION,
  type DocumentClaim,
  type DocumentReview,
  type DocumentSite,
  type DocumentTrial,
  type RunDocument,
} from "../../reports/document.ts";
import { SUITE_COMMAND } from "../../reports/suite_command.ts";
import { OWN } from "../study/expectations.ts";
import { describeSite, type Site, siteName } from "../study/site.ts";
import { FIRST_SEED } from "../study/study.ts";
import type { TrialResult } from "../trials/trial.ts";
import { describeEnvironment } from "./describe_environment.ts";
import type { RunData } from "./data/prepare_data.ts";
import type { OpenRun } from "./open_run.ts";
import { describeImages } from "./outputs/describe_images.ts";
import { samplesOf } from "./outputs/sample_strips.ts";
import type { RunOptions } from "./settings/run_options.ts";
import type { Settings } from "./settings/settings.ts";
import { trialId } from "../trials/trial.ts";

/** What a run was asked for. */
export interface AskedRun {
  settings: Pick<
    Settings,
    "profile" | "filter" | "seeds" | "images" | "prevalence"
  >;
  /** What was called. @default {"deno task bench"} */
  command?: string | undefined;
  /** The options that the settings were read from. */
  options?: RunOptions | undefined;
  /** When the run began. */
  began: Date;
  /** What it was opened with. */
  opened: Pick<OpenRun, "sites" | "data" | "leftOut">;
}

/** What a run found. */
export interface FoundInRun {
  /** Whether it came to its end. */
  isComplete: boolean;
  claims: DocumentClaim[];
  /** Absent where nothing was reviewed. */
  review: DocumentReview | undefined;
  /** Each trial once, in the order of reports. */
  trials: DocumentTrial[];
}

/** Builds the document of a run on this machine. */
export function buildDocument(
  { settings, command = SUITE_COMMAND, options, began, opened }: AskedRun,
  { isComplete, claims, review, trials }: FoundInRun,
): RunDocument {
  const { profile, filter, seeds, images, prevalence } = settings;
  const { first, step, most } = seeds;
  const { sites, data, leftOut } = opened;
  return {
    format: "finalbn-run",
    version: DOCUMENT_VERSION,
    settings: {
      profile: profile === OWN ? undefined : profile,
      command,
      ...options,
      filter: [...filter],
      seeds: most,
      schedule: { first, step, most },
      firstSeed: FIRST_SEED,
      sites: sites.map((site) => documentSite(site, data)),
      own: images === undefined ? undefined : { prevalence },
    },
    environment: describeEnvironment(began),
    isComplete,
    claims,
    leftOut,
    review,
    trials,
    samples: samplesOf(sites, data),
    images: describeImages(sites, data),
  };
}

/** Trials, as a document has them. */
export function documentTrials(
  results: readonly TrialResult[],
): DocumentTrial[] {
  return results.map((result) => ({ id: trialId(result), result }));
}

function documentSite(site: Site, data: RunData): DocumentSite {
  const { dataset, model, majority, minority } = site;
  return {
    name: siteName(site),
    dataset,
    model,
    majority,
    minority,
    majorityCount: site.majorityCount,
    minorityCount: site.minorityCount,
    hasOwnImages: data.datasetOf(site).ofSeed !== undefined,
    description: describeSite(site),
  };
}
