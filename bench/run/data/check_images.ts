/** A look at one's own images before anything is trained. */
import type {
  Dataset,
  DatasetProgress,
  OwnImages,
} from "../../../datasets/dataset.ts";
import {
  type FileSurvey,
  surveyFiles,
} from "../../../datasets/read/photographs.ts";
import { ownImages } from "../../../datasets/registry.ts";
import { cacheDirectory } from "../../../models/engines/tensorflow/locate.ts";
import { leftOutLine } from "../../../reports/statements.ts";
import {
  onStandardError,
  Progress,
} from "../../../reports/terminal/progress.ts";
import { loadClaims } from "../../study/load_claims.ts";
import { UsageError } from "../../study/usage_error.ts";
import { drawLimits } from "../../trials/draw_limits.ts";
import { classCounts } from "../../trials/class_counts.ts";
import { planStudies } from "../plan_studies.ts";
import { givenFields } from "../settings/field_options.ts";
import { type BenchOptions, readOptions } from "../settings/options.ts";
import { completeRoles, type Roles } from "../settings/own_roles.ts";
import { ownClasses, ownOf } from "../settings/read_sites.ts";
import { runOptions } from "../settings/run_options.ts";
import { settingsOf } from "../settings/settings.ts";
import { type NearCopies, nearCopiesOnce } from "./near_copies_once.ts";
import { readClassNames } from "./class_names.ts";

/** What was found in one's own images. */
export interface CheckedImages {
  path: string;
  survey: FileSurvey;
  classes: ReturnType<typeof classCounts>;
  notes: readonly string[];
  nearCopies: {
    tested: number;
    found: number;
    /** Names of the most alike: the test image, then the training image. */
    pairs: [string, string][];
  };
  /** Claims that these images allow, and what not, with the reason. */
  claims: string[];
  leftOut: string[];
  /** What to run, or what must be known before. */
  next: string;
}

/** Pairs of near-copies that are named. */
const NAMED_PAIRS = 3;

/** Height and width that near-copies are looked for at, unless told otherwise. */
const SIZE = 64;

/**
 * Looks at images as a run would, and trains nothing.
 *
 * @param path A folder, or a zip.
 * @param args Options of `deno task bench` about images.
 * @throws {UsageError} If there are no classes of images.
 */
export async function checkImages(
  path: string,
  args: readonly string[],
): Promise<CheckedImages> {
  const given = readOptions(["--images", path, ...args]);
  const own = ownOf(given);
  const classes = await ownClasses(path, given);
  const dataset = await load(path, { given, own });
  const near = await nearCopiesOnce(dataset, cacheDirectory());
  const { tested, pairs } = near as NearCopies;
  const plan = async () => {
    const entry = ownImages(path, classes.map(({ name }) => name));
    const named = (["majority", "minority"] as const).flatMap((role) => {
      const text = given.text(role);
      return text === undefined ? [] : [[role, readClassNames(entry, text)]];
    });
    const counts = { majorityCount: 1, minorityCount: 1 };
    const roles = completeRoles(classes, {
      ...Object.fromEntries(named) as Partial<Roles>,
      ...counts,
    });
    return await planFor(dataset, { args: ["--images", path, ...args], roles });
  };
  const planned = await plan().catch((error) => {
    if (!(error instanceof UsageError || error instanceof RangeError)) {
      throw error;
    }
    return { claims: [], leftOut: [], next: error.message };
  });
  return {
    path,
    survey: await surveyFiles(path, own),
    classes: classCounts(dataset),
    notes: dataset.notes,
    nearCopies: {
      tested,
      found: pairs.length,
      pairs: pairs.slice(0, NAMED_PAIRS).map(({ test, train }) => [
        dataset.test.names?.[test] ?? "",
        dataset.train.names?.[train] ?? "",
      ]),
    },
    ...planned,
  };
}

async function load(
  path: string,
  { given, own }: { given: BenchOptions; own: OwnImages },
): Promise<Dataset> {
  const { imageSize: size = SIZE, apart } = givenFields(given);
  const progress = new Progress(onStandardError);
  const source = {
    data: undefined,
    images: path,
    own,
    cache: cacheDirectory(),
    onProgress: (work: DatasetProgress) => progress.count(work),
  };
  return await ownImages(path)
    .load(source, apart === undefined ? { size } : { size, apart })
    .finally(() => progress.end());
}

/** What the images allow, and the command that checks it. */
async function planFor(
  dataset: Dataset,
  { args, roles }: { args: readonly string[]; roles: Roles },
): Promise<Pick<CheckedImages, "claims" | "leftOut" | "next">> {
  const named = (names: readonly string[]) =>
    names.map((name) => /[",]/.test(name) ? JSON.stringify(name) : name)
      .join(",");
  const both = withOption(
    withOption(args, "--majority", named(roles.majority)),
    "--minority",
    named(roles.minority),
  );
  const rareDraw = args.includes("--one-per-group") ? "groups" : "images";
  const limits = drawLimits(dataset, {
    majority: [...roles.majority],
    minority: [...roles.minority],
    rareDraw,
  });
  const counted = withOption(
    withOption(
      both,
      "--majority-count",
      `${Math.min(1000, limits.majorityCount)}`,
    ),
    "--minority-count",
    `${Math.min(10, limits.minorityCount)}`,
  );
  const given = readOptions(counted);
  const settings = await settingsOf(given, { cores: 1 });
  const claims = await loadClaims([]);
  const { studies, leftOut } = planStudies(claims, {
    settings,
    data: {
      source: { cache: cacheDirectory() },
      datasetOf: () => dataset,
      nearCopiesOf: () => undefined,
    },
  });
  return {
    claims: [...new Set(studies.map(({ claim }) => claim.name))],
    leftOut: [...Map.groupBy(leftOut, ({ claim }) => claim).values()]
      .map(([first, ...others]) =>
        leftOutLine(first as typeof leftOut[number]) +
        (others.length === 0 ? "" : `; and ${others.length} more of this claim`)
      ),
    next: `deno task bench ${runOptions(given)}`,
  };
}

function withOption(
  args: readonly string[],
  option: string,
  value: string,
): string[] {
  const isGiven = args.some((arg) =>
    arg === option || arg.startsWith(`${option}=`)
  );
  return isGiven ? [...args] : [...args, option, value];
}
