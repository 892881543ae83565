/** The rooms of the project: what each holds, and whose files it may import. */

/** A folder with a purpose of its own. */
export interface Room {
  /** Its files: those below the folder that are in no room of their own. */
  folder: string;
  /** What it holds, for people. */
  holds: string;
  /**
   * Other rooms that it may import: `a` for the files of the room alone, `a/*`
   * for those of the rooms in it as well, `*` for all.
   */
  mayImport: readonly string[];
}

/** All rooms, in the order of the table in CONTRIBUTING.md. */
export const ROOMS: readonly Room[] = [
  {
    folder: "bench/*_bench.ts",
    holds: "one claim of the paper a file: sentence, constants, assertions",
    mayImport: ["bench/study"],
  },
  {
    folder: "bench/bench.ts",
    holds: "all claims as benches of `deno bench`",
    mayImport: ["bench/run", "bench/study", "reports/terminal"],
  },
  {
    folder: "bench/study",
    holds: "what a claim is, which trials it takes, how it is decided",
    mayImport: [
      "bench/study/kinds",
      "bench/trials",
      "models/networks",
      "models/training",
      "statistics",
    ],
  },
  {
    folder: "bench/study/kinds",
    holds: "one kind of statement a file: evidence, decision, figure",
    mayImport: [
      "bench/study",
      "reports/figures",
      "statistics",
    ],
  },
  {
    folder: "bench/review",
    holds: "what was reviewed, and how a run is compared with it",
    mayImport: ["bench/study", "bench/trials", "reports", "statistics"],
  },
  {
    folder: "bench/trials",
    holds:
      "what a trial is, its key, and which trials a run still has to train",
    mayImport: [
      "datasets",
      "bench/trials/store",
      "bench/trials/workers",
      "models/*",
    ],
  },
  {
    folder: "bench/trials/store",
    holds: "attempts in one SQLite file, and several such files merged",
    mayImport: ["bench/trials"],
  },
  {
    folder: "bench/trials/workers",
    holds: "the processes of this machine that run trials",
    mayImport: ["bench/trials", "datasets/*", "models/*"],
  },
  {
    folder: "bench/trials/queue",
    holds: "trials that other machines run, through Redis",
    mayImport: ["bench/trials", "datasets/*"],
  },
  {
    folder: "bench/run",
    holds: "how claims are checked: settings, data, studies, verdicts",
    mayImport: [
      "bench/review",
      "bench/study/*",
      "bench/trials/*",
      "datasets/*",
      "models/*",
      "reports/*",
      "statistics",
    ],
  },
  {
    folder: "bench/tasks",
    holds: "one file a task: arguments in, exit code out",
    mayImport: [
      "bench/review",
      "bench/run",
      "bench/study/*",
      "bench/trials/*",
      "datasets/*",
      "models/*",
      "reports/*",
    ],
  },
  {
    folder: "statistics",
    holds: "estimates, tests, verdicts: pure functions on plain numbers",
    mayImport: [],
  },
  {
    folder: "datasets",
    holds: "the data sets by name, and the imbalanced draw",
    mayImport: ["datasets/acquire", "datasets/read"],
  },
  {
    folder: "datasets/acquire",
    holds: "files from the network, whole or not at all",
    mayImport: ["datasets"],
  },
  {
    folder: "datasets/read",
    holds: "files to labelled images; what results depend on",
    mayImport: ["datasets", "datasets/leaves"],
  },
  {
    folder: "datasets/leaves",
    holds: "leaves that are drawn from a seed",
    mayImport: ["datasets"],
  },
  {
    folder: "models",
    holds: "what all rooms of models use",
    mayImport: [],
  },
  {
    folder: "models/networks",
    holds: "networks, from images to logits",
    mayImport: ["models/layers"],
  },
  {
    folder: "models/layers",
    holds: "layers that tfjs lacks, the paper's among them",
    mayImport: ["models/engines/ops"],
  },
  {
    folder: "models/training",
    holds: "the recipe, the classifier, optimizers, losses, the trainer",
    mayImport: [
      "models",
      "models/engines",
      "models/engines/ops",
      "models/layers",
      "models/weights",
    ],
  },
  {
    folder: "models/features",
    holds: "what a frozen network makes of images, computed once",
    mayImport: [
      "models/engines",
      "models/networks",
      "models/training",
      "models/weights",
    ],
  },
  {
    folder: "models/metrics",
    holds: "from logits to F1, calibration and others",
    mayImport: [],
  },
  {
    folder: "models/weights",
    holds: "published weights, read and put into networks",
    mayImport: [],
  },
  {
    folder: "models/engines",
    holds: "what an engine is, and how the one asked for is started",
    mayImport: ["models", "models/engines/tensorflow", "models/engines/wasm"],
  },
  {
    folder: "models/engines/mod.ts",
    holds: "`./engine`: the engine for other projects, re-exported",
    mayImport: [
      "models",
      "models/engines/*",
      "models/layers",
      "models/training",
    ],
  },
  {
    folder: "models/engines/ops",
    holds: "ops and gradients that each engine has one kernel for",
    mayImport: [],
  },
  {
    folder: "models/engines/tensorflow",
    holds: "the engine: C API, eager ops, compiled steps, its installation",
    mayImport: ["models", "models/engines/ops"],
  },
  {
    folder: "models/engines/wasm",
    holds: "the engine where there is no other: kernels on WebAssembly",
    mayImport: ["models/engines/ops"],
  },
  {
    folder: "reports",
    holds: "the run document, and what several of them come to",
    mayImport: ["bench/study/kinds", "bench/trials", "statistics"],
  },
  {
    folder: "reports/answer",
    holds: "what a run on your own images comes to, and what to take",
    mayImport: ["bench/trials", "models/metrics", "reports", "statistics"],
  },
  {
    folder: "reports/formats",
    holds: "what other tools read, one format a file",
    mayImport: [
      "bench/trials",
      "reports",
      "reports/formats/csv",
      "reports/html",
      "reports/terminal",
    ],
  },
  {
    folder: "reports/formats/csv",
    holds: "tables of a run as CSV, for people and their tools",
    mayImport: ["bench/trials", "reports"],
  },
  {
    folder: "reports/terminal",
    holds: "what is shown while a run lasts, and at its end",
    mayImport: [
      "bench/study/kinds",
      "bench/trials",
      "reports",
      "reports/answer",
    ],
  },
  {
    folder: "reports/figures",
    holds: "which pictures a claim has",
    mayImport: [
      "bench/study/kinds",
      "bench/trials",
      "models/metrics",
      "reports",
      "reports/charts",
    ],
  },
  {
    folder: "reports/charts",
    holds: "one chart a file, as Vega-Lite; and as SVG",
    mayImport: ["bench/trials", "reports", "statistics"],
  },
  {
    folder: "reports/html",
    holds: "the page of a run, and that of several runs",
    mayImport: [
      "bench/study/kinds",
      "bench/trials",
      "reports",
      "reports/answer",
      "reports/charts",
      "reports/figures",
      "reports/terminal",
      "statistics",
    ],
  },
  {
    folder: "labs",
    holds: "what measures the suite itself: peers, faults, calibration",
    mayImport: ["*"],
  },
  {
    folder: "tests",
    holds: "mirrors the sources; `tests/docs/` is about the documentation",
    mayImport: ["*"],
  },
  {
    folder: "mod.ts",
    holds: "the public API, re-exported",
    mayImport: [
      "bench/study/*",
      "bench/tasks",
      "datasets/*",
      "models/*",
      "reports/*",
      "statistics",
    ],
  },
];

/**
 * The room of a file: the one with the longest name that the path begins with.
 */
export function roomOf(path: string): Room | undefined {
  return ROOMS.filter(({ folder }) =>
    folder === path || path.startsWith(`${folder}/`) ||
    folder.includes("*") && isLike(folder, path)
  ).sort((a, b) => b.folder.length - a.folder.length)[0];
}

/** Whether a room's files may import those of another. */
export function mayImport(room: Room, other: Room): boolean {
  return room === other ||
    room.mayImport.some((wanted) =>
      wanted === "*" || wanted === other.folder ||
      wanted.endsWith("/*") &&
        `${other.folder}/`.startsWith(wanted.slice(0, -1))
    );
}

/** Whether a path is one of a pattern with a `*` for part of a file's name. */
function isLike(pattern: string, path: string): boolean {
  const [start = "", end = ""] = pattern.split("*");
  return path.startsWith(start) && path.endsWith(end) &&
    !path.slice(start.length).includes("/");
}
