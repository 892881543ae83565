/** `deno task datasets`: the data sets, what is cached, what each costs. */
import { cacheFolder } from "../../datasets/read/cache_folder.ts";
import { DATASETS } from "../../datasets/registry.ts";
import type { DatasetEntry } from "../../datasets/dataset.ts";
import { checkedText } from "../../reports/terminal/checked_text.ts";
import { checkImages } from "../run/data/check_images.ts";
import type { Option } from "../run/settings/option.ts";
import { OPTIONS as BENCH_OPTIONS } from "../run/settings/options.ts";
import { didYouMean } from "../study/nearest.ts";
import { UsageError } from "../study/usage_error.ts";
import { cacheDirectory } from "../../models/engines/tensorflow/locate.ts";
import type { GivenOptions } from "../run/settings/given_options.ts";
import { ExitCode, runTask } from "./run_task.ts";

/** Options of `deno task bench` that decide what images are. */
const CHECKED = {
  labels: BENCH_OPTIONS.labels,
  groups: BENCH_OPTIONS.groups,
  "follow-links": BENCH_OPTIONS["follow-links"],
  apart: BENCH_OPTIONS.apart as Option,
  size: BENCH_OPTIONS.size as Option,
  majority: BENCH_OPTIONS.majority,
  minority: BENCH_OPTIONS.minority,
  "one-per-group": BENCH_OPTIONS["one-per-group"],
};

const OPTIONS = {
  json: { help: "print what is found as JSON" },
  ...CHECKED,
};

/** What is said of one data set. */
interface Listing {
  name: string;
  title: string;
  classes: readonly string[];
  licence: string;
  groups: string;
  citation: string;
  /** What the files hold that are fetched, where that is more. */
  collection: string | undefined;
  /** Bytes to fetch, if nothing is in the cache. */
  bytes: number;
  /** Bytes that are not in the cache. */
  missing: number;
  /** Whether every file is in the cache. */
  isCached: boolean;
}

if (import.meta.main) {
  await runTask({
    name: "datasets",
    about:
      `Lists the data sets, what is cached, and what each costs to fetch; or checks
your own images: classes, groups, formats, copies, what is left out, which
claims they allow, and the command to run.`,
    words: { "check DIR": "a folder, or a zip file, of your own images" },
    options: OPTIONS,
    notes: "The options are about your own images.",
    run: datasets,
  });
}

async function datasets(given: GivenOptions<typeof OPTIONS>): Promise<number> {
  const [action, path, ...others] = given.words;
  if (action !== undefined) {
    if (action !== "check" || path === undefined || others.length > 0) {
      throw new UsageError(
        `Cannot understand ${given.words.join(" ")}: ` +
          didYouMean(action, ["check"]) +
          "wanted check and the folder, or the " +
          "zip, of your images; without any word, the data sets are listed",
      );
    }
    const found = await checkImages(path, argsOf(given));
    const text = given.has("json")
      ? JSON.stringify(found, null, 2)
      : checkedText(found);
    console.log(text);
    return ExitCode.asExpected;
  }
  const listings = await Promise.all(DATASETS.map(describe));
  console.log(
    given.has("json")
      ? JSON.stringify(listings, null, 2)
      : listings.map(text).join("\n\n"),
  );
  return ExitCode.asExpected;
}

/** The options that were given, as `deno task bench` takes them. */
function argsOf(given: GivenOptions<typeof OPTIONS>): string[] {
  return (Object.keys(CHECKED) as (keyof typeof CHECKED)[])
    .filter((name) => given.has(name))
    .map((name) => {
      const text = given.text(name);
      return text === "" ? `--${name}` : `--${name}=${text}`;
    });
}

async function describe(entry: DatasetEntry): Promise<Listing> {
  const { name, title, classes, licence, citation, files, collection } = entry;
  const { groups } = entry;
  const folder = cacheFolder(entry, cacheDirectory());
  const found = await Promise.all(
    files.map((file) =>
      Deno.stat(`${folder}/${file.name}`).then(() => true, () => false)
    ),
  );
  return {
    name,
    title,
    classes,
    groups,
    licence,
    citation,
    collection,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    missing: files.reduce(
      (sum, { bytes }, at) => sum + (found[at] ? 0 : bytes),
      0,
    ),
    isCached: found.every(Boolean),
  };
}

function text(listing: Listing): string {
  const { name, title, classes, licence, citation, bytes, isCached } = listing;
  const { collection } = listing;
  // The archive is of all plants, and leaf maps are of one.
  const isShared = collection !== undefined && listing.missing === bytes;
  const all = isShared ? `, once for all of ${collection}` : "";
  const size = Math.ceil(listing.missing / 2 ** 20);
  const cost = bytes === 0
    ? "part of the suite"
    : isCached
    ? "cached"
    : `${size} MiB to fetch${all}`;
  return [
    `${name}: ${title}`,
    `  ${cost}; licence: ${licence}`,
    `  ${citation}`,
    `  classes: ${classes.join(", ")}`,
    `  groups: ${listing.groups}`,
  ].join("\n");
}
