/** A look at your own images before anything is trained. */
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
import { leftOutLines } from "../../../reports/statements.ts";
import {
  onStandardError,
  Progress,
} from "../../../reports/terminal/progress.ts";
import { loadClaims } from "../../study/load_claims.ts";
import { UsageError } from "../../study/usage_error.ts";
import { drawLimits } from "../../trials/draw_limits.ts";
import { type ClassCounts, classCounts } from "../../trials/class_counts.ts";
import { planStudies } from "../plan_studies.ts";
import { givenFields } from "../settings/field_options.ts";
import { type BenchOptions, readOptions } from "../settings/options.ts";
import { chooseOwnNetwork } from "../settings/own_network.ts";
import {
  completeRoles,
  guessRoles,
  type Roles,
} from "../settings/own_roles.ts";
import { ofOwnImages, ownClasses, ownOf } from "../settings/read_sites.ts";
import { runOptions } from "../settings/run_options.ts";
import { settingsOf } from "../settings/settings.ts";
import { withAllImages } from "./all_images.ts";
import { nearCopiesOnce } from "./near_copies_once.ts";
import { readClassNames } from "./class_names.ts";

/** What was found in your own images. */
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
  /** The class that is taken for the rare one, where counts do not tell. */
  guess?: string;
}

/** Pairs of near-copies that are named. */
const NAMED_PAIRS = 3;

/** Rare training images, where the counts of classes tell of none. */
const FEW_RARE = 10;

/**
 * Height and width that near-copies are looked for at, unless told otherwise.
 */
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
  await ownClasses(path, given);
  const dataset = await load(path, { given, own });
  const { tested, pairs } = await nearCopiesOnce(dataset, cacheDirectory()) ??
    { tested: 0, pairs: [] };
  const planned = await planFor(dataset, { path, given, args })
    .catch((error) => {
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
  return await ofOwnImages(() =>
    ownImages(path)
      .load(source, apart === undefined ? { size } : { size, apart })
      .finally(() => progress.end())
  );
}

/** What the images allow, and the command that checks it. */
async function planFor(
  dataset: Dataset,
  { path, given, args }: {
    path: string;
    given: BenchOptions;
    args: readonly string[];
  },
): Promise<Pick<CheckedImages, "claims" | "leftOut" | "next" | "guess">> {
  const { roles, isGuess, lacking } = rolesOf(dataset, given);
  const named = (names: readonly string[]) =>
    names.map((name) =>
      /[",]|^\s|\s$/.test(name) ? `"${name.replaceAll('"', '""')}"` : name
    ).join(",");
  // As many images of all classes are no imbalance: a part of them makes one.
  const rareDraw = given.has("one-per-group") ? "groups" : "images";
  const { minorityCount } = drawLimits(dataset, {
    majority: [...roles.majority],
    minority: [...roles.minority],
    rareDraw,
  });
  const few = isGuess
    ? { "minority-count": `${Math.min(FEW_RARE, minorityCount)}` }
    : {};
  const asked = readOptions(withOptions(["--images", path, ...args], {
    "majority": named(roles.majority),
    "minority": named(roles.minority),
    ...few,
  }));
  const machine = { cores: 1, prepare: () => Promise.resolve() };
  const chosen = await chooseOwnNetwork(asked, machine);
  const settings = await settingsOf(chosen.given, machine);
  const sites = settings.sites
    .map((site) => withAllImages(site, dataset, settings));
  const { studies, leftOut } = planStudies(await loadClaims([]), {
    settings: { ...settings, sites, filter: [] },
    data: {
      source: { cache: cacheDirectory() },
      datasetOf: () => dataset,
      nearCopiesOf: () => undefined,
    },
  });
  return {
    claims: [...new Set(studies.map(({ claim }) => claim.name))],
    leftOut: [
      ...lacking.map(({ name, train }) =>
        `the class ${name}: it has no images to ${
          train === 0 ? "train" : "test"
        }`
      ),
      ...leftOutLines(leftOut),
    ],
    next: `deno task bench ${runOptions(asked).options}`,
    ...isGuess ? { guess: roles.minority.join(", ") } : {},
  };
}

/**
 * The roles of the classes that have images to train and to test; where nobody
 * can tell, a guess.
 */
function rolesOf(
  dataset: Dataset,
  given: BenchOptions,
): { roles: Roles; isGuess: boolean; lacking: ClassCounts[] } {
  const named = (["majority", "minority"] as const).flatMap((role) => {
    const text = given.text(role);
    return text === undefined ? [] : [[role, readClassNames(dataset, text)]];
  });
  const all = classCounts(dataset);
  const lacking = all.filter(({ train, test }) => train === 0 || test === 0);
  const classes = all.filter((each) => !lacking.includes(each))
    .map(({ name, train, test }) => ({ name, count: train + test }));
  if (classes.length < 2) {
    throw new UsageError(
      "Cannot check anything: wanted 2 classes or more with images both to " +
        `train and to test, got ${
          classes[0]?.name ?? "none"
        }. Next step: give ` +
        `${lacking.map(({ name }) => name).join(" and ")} more images`,
    );
  }
  try {
    const known = Object.fromEntries(named) as Partial<Roles>;
    const roles = completeRoles(classes, known);
    return { roles, isGuess: false, lacking };
  } catch (error) {
    if (!(error instanceof UsageError) || named.length > 0) throw error;
    return { roles: guessRoles(classes), isGuess: true, lacking };
  }
}

/** Arguments with options that were not given. */
function withOptions(
  args: readonly string[],
  options: Readonly<Record<string, string>>,
): string[] {
  const missing = Object.entries(options).filter(([name]) =>
    !args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`))
  );
  return [...args, ...missing.map(([name, value]) => `--${name}=${value}`)];
}
