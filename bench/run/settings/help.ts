/** What `deno task bench` says of itself. */
import { DATASETS } from "../../../datasets/registry.ts";
import { NETWORK_NAMES } from "../../../models/networks/network.ts";
import {
  AUGMENTATIONS,
  OPTIMIZER_NAMES,
  PRECISIONS,
  REMEDIES,
  SCHEDULE_NAMES,
} from "../../../models/training/recipe.ts";
import type { FormatOption } from "../../../reports/formats/format.ts";
import { FORMAT_OPTIONS } from "../../../reports/formats/formats.ts";
import { HUB_WEIGHTS, PUBLISHED } from "../data/_hub_weights.ts";
import { PROFILES } from "../../study/profiles.ts";

/** Names in lines of help, under the option that takes them. */
function wrapped(names: readonly string[]): string {
  const indent = " ".repeat(25);
  const lines: string[] = [];
  for (const name of names) {
    const line = lines.at(-1);
    const fits = line !== undefined && line.length + name.length < 77;
    if (fits) lines[lines.length - 1] = `${line}, ${name}`;
    else lines.push(indent + name);
  }
  return lines.join(",\n");
}

/** A line of help for the option of a format. */
function formatLine({ name, value, help }: FormatOption): string {
  return `  ${`--${name} ${value}`.padEnd(22)} ${help}`;
}

/** The text of `deno task bench --help`. */
export const HELP = `Checks the paper's claims, and writes CSV reports.

deno task bench [options]

What is checked
  --profile NAME         one of these                         [quick]
${
  Object.entries(PROFILES).map(([name, { title, seeds, epochs }]) =>
    `                         ${name}: ${title}; ${seeds} seeds, ${epochs} epochs`
  ).join("\n")
}
  --filter A,B           claims whose name has A or B in it   [all]
  --seeds N              trainings of each cell               [by profile]

On what
  --dataset NAME,NAME    of these                             [by profile]
${wrapped(DATASETS.map(({ name }) => name))}
  --data DIR             local copies of its files            [FINALBN_DATA]
  --images DIR           your own images: a folder, or a zip, with a folder
                         for each class
  --size N               pixels that photographs are resized to  [64]
  --majority A,B         classes that are common in training  [by data set]
  --minority C,D         classes that are rare in training    [by data set]
                         names or numbers; quote a comma: '"a, b",c'
  --majority-count N     training images of each              [1000]
  --minority-count N     training images of each              [10]

How it is trained
  --model NAME,NAME      of these                             [by profile]
${wrapped(NETWORK_NAMES)}
  --weights FILE|NAME    start from weights that are published: safetensors
                         with torchvision's or timm's names; or by name
${wrapped([PUBLISHED, ...Object.keys(HUB_WEIGHTS)])}
  --fine-tune all|last-layer  what of it is trained           [all]
  --epochs N             passes over the training images      [by profile]
  --batch-size N         images a step                        [64]
  --micro-batch-size N   of these, at a time in memory        [all]
  --optimizer NAME       ${OPTIMIZER_NAMES.join(" or ").padEnd(37)}[adam]
  --learning-rate X      the highest of a training            [0.001]
  --weight-decay X       draws weights to zero                [0]
  --schedule NAME        ${SCHEDULE_NAMES.join(" or ").padEnd(37)}[constant]
  --augmentation NAME    ${AUGMENTATIONS.join(", ").padEnd(37)}[none]
  --remedy NAME          for rare classes, in both arms       [none]
${wrapped(REMEDIES)}
  --precision NAME       ${PRECISIONS.join(" or ").padEnd(37)}[f32]
  --bn-momentum X        of the final layer's averages        [0.9]
  --engine NAME          tensorflow or wasm                   [tensorflow, if
                         it can be had; wasm is slower, and needs npm alone]
  --device auto|cpu|gpu  what to compute on                   [auto]
  --workers N            trainings side by side       [one a core, or a GPU]
  --queue URL            train on the machines of a queue   [FINALBN_QUEUE]
  --memory MIB           that each may hold                   [its share]
  --timeout SECONDS      that one training may take           [3600]
  --max-time 90m         begin no training after that long    [no end]
  --fail-fast            stop at the first failure or unexpected verdict

What is kept
  --store FILE           trials that were run are not run again  [in the cache]
  --fresh                run all of them again
  --any-engine           use those of other TensorFlows and processors too
  --explain              say of each trial whether it is run, and why
  --dry-run              count trials and time, and run nothing
  --shard I/N            run one of N parts; see deno task merge --help

What comes out
  --out DIR              where the reports go                 [reports/latest]
  --quiet                tell the verdicts and errors alone
  --json                 events on standard output, a line of JSON each
${FORMAT_OPTIONS.map(formatLine).join("\n")}
  --confirm              train a departure again on fresh seeds: it counts if
                         it departs again
  --strict               fail on an inconclusive verdict that is expected too

Exit codes: 0 all verdicts as expected; 1 a verdict differs; 2 usage;
3 inconclusive, as expected, under --strict; 4 a trial or the set-up failed;
130 interrupted, or out of time.

NO_COLOR=1 in the environment leaves colours out. On GitHub Actions a summary
and annotations are written.

FINALBN_DATA=DIR in the environment is a --data for every run; without either,
files are fetched once.
`;
