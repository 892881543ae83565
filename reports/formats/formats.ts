/**
 * The output formats: one file each, and a row here. Each is loaded when it is
 * needed: what draws charts takes time to start.
 */
import type { Format, FormatOption } from "./format.ts";

/** All formats, by name. */
export const FORMATS: Readonly<Record<string, Format>> = {
  csv: {
    says: "tables for spreadsheets, and what their columns mean",
    when: "always",
    files: async (document) => (await import("./csv.ts")).csv(document),
  },
  page: {
    says: "everything on one page, for people",
    when: "always",
    files: async (document, out) =>
      (await import("./page.ts")).page(document, out),
  },
  dvc: {
    says: "metrics and plots for dvc",
    when: "always",
    files: async (document) => (await import("./dvc.ts")).dvc(document),
  },
  junit: {
    says: "verdicts for continuous integration",
    when: {
      option: {
        name: "junit",
        value: "FILE",
        help: "write the verdicts as JUnit XML, too",
      },
    },
    files: async (document, _, options) =>
      (await import("./junit.ts")).junit(document, options),
  },
  tensorboard: {
    says: "losses and metrics by epoch, for TensorBoard",
    when: {
      option: {
        name: "tensorboard",
        value: "DIR",
        help: "write losses and metrics for TensorBoard, too",
      },
    },
    files: async (document) =>
      (await import("./tensorboard.ts")).tensorboard(document),
  },
  "github-summary": {
    says: "a summary on the page of a job of GitHub Actions",
    when: { appendedTo: "GITHUB_STEP_SUMMARY" },
    files: async (document) =>
      (await import("./github_summary.ts")).githubSummary(document),
  },
  "github-annotations": {
    says: "what is wrong, beside a job of GitHub Actions",
    when: { printedIf: "GITHUB_ACTIONS" },
    files: async (document) =>
      (await import("./github_annotations.ts")).githubAnnotations(document),
  },
};

/** The options that ask for a format. */
export const FORMAT_OPTIONS: readonly FormatOption[] = Object.values(FORMATS)
  .flatMap(({ when }) =>
    typeof when === "object" && "option" in when ? [when.option] : []
  );
