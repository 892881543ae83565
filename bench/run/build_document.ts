/** Puts together what a run found, as one value. */
import {
  DOCUMENT_VERSION,
  type DocumentSite,
  type RunDocument,
} from "../../reports/document.ts";
import { describeSite, type Site, siteName } from "../study/site.ts";
import type { TrialResult } from "../trials/trial.ts";
import { describeEnvironment } from "./describe_environment.ts";
import { trialId } from "../trials/trial.ts";

/** What a document is made of. */
export interface DocumentParts
  extends Pick<RunDocument, "isComplete" | "claims" | "leftOut" | "samples"> {
  /** What the run was asked for. */
  asked: Omit<RunDocument["settings"], "sites">;
  /** Where claims were checked. */
  sites: readonly Site[];
  /** When the run began. */
  began: Date;
  /** Each trial once, in the order of reports. */
  results: Iterable<TrialResult>;
}

/** Builds the document of a run on this machine. */
export function buildDocument(
  { asked, sites, began, results, ...found }: DocumentParts,
): RunDocument {
  return {
    format: "finalbn-run",
    version: DOCUMENT_VERSION,
    settings: { ...asked, sites: sites.map(documentSite) },
    environment: describeEnvironment(began),
    ...found,
    trials: Array.from(results, (result) => ({
      id: trialId(result),
      result,
    })),
  };
}

function documentSite(site: Site): DocumentSite {
  const { dataset, model, majority, minority } = site;
  return {
    name: siteName(site),
    dataset,
    model,
    majority,
    minority,
    majorityCount: site.majorityCount,
    minorityCount: site.minorityCount,
    description: describeSite(site),
  };
}
