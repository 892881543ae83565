/** `deno task datasets`: the data sets, what is cached, what each costs. */
import { cacheFolder } from "../../datasets/read/cache_folder.ts";
import { DATASETS } from "../../datasets/registry.ts";
import type { DatasetEntry } from "../../datasets/dataset.ts";
import { cacheDirectory } from "../../models/engines/tensorflow/locate.ts";
import type { GivenOptions } from "../run/settings/given_options.ts";
import { ExitCode, runTask } from "./run_task.ts";

const OPTIONS = { json: { help: "print the list as JSON" } };

/** What is said of one data set. */
interface Listing {
  name: string;
  title: string;
  classes: readonly string[];
  licence: string;
  citation: string;
  /** What the files hold that are fetched, where that is more. */
  collection: string | undefined;
  /** Bytes to fetch, if nothing is in the cache. */
  bytes: number;
  /** Whether every file is in the cache. */
  isCached: boolean;
}

if (import.meta.main) {
  await runTask({
    name: "datasets",
    about: "Lists the data sets, what is cached, and what each costs to fetch.",
    options: OPTIONS,
    run: datasets,
  });
}

async function datasets(given: GivenOptions<typeof OPTIONS>): Promise<number> {
  const listings = await Promise.all(DATASETS.map(describe));
  console.log(
    given.has("json")
      ? JSON.stringify(listings, null, 2)
      : listings.map(text).join("\n\n"),
  );
  return ExitCode.asExpected;
}

async function describe(entry: DatasetEntry): Promise<Listing> {
  const { name, title, classes, licence, citation, files, collection } = entry;
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
    licence,
    citation,
    collection,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    isCached: found.every(Boolean),
  };
}

function text(listing: Listing): string {
  const { name, title, classes, licence, citation, bytes, isCached } = listing;
  const { collection } = listing;
  const all = collection === undefined ? "" : `, once for all of ${collection}`;
  const size = Math.ceil(bytes / 2 ** 20);
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
  ].join("\n");
}
