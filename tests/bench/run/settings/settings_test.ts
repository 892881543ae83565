import {
  assert,
  assertEquals,
  assertGreater,
  assertRejects,
} from "@std/assert";
import { SET_FIELDS } from "../../../../bench/run/settings/field_options.ts";
import { taskHelp } from "../../../../bench/run/settings/task_help.ts";
import { BENCH } from "../../../../bench/tasks/bench.ts";
import type { OptionTable } from "../../../../bench/run/settings/option.ts";
import { OPTIONS } from "../../../../bench/run/settings/options.ts";
import {
  readSettings,
  type Settings,
} from "../../../../bench/run/settings/settings.ts";
import { PROFILES } from "../../../../bench/study/profiles.ts";
import type { Site } from "../../../../bench/study/site.ts";
import { UsageError } from "../../../../bench/study/usage_error.ts";
import { DEFAULT_FIELDS } from "../../../../bench/trials/default_fields.ts";
import { cacheDirectory } from "../../../../models/engines/tensorflow/locate.ts";
import { DATASETS } from "../../../../datasets/registry.ts";
import { NETWORK_NAMES } from "../../../../models/networks/network.ts";
import { otherValue } from "../../_other_value.ts";

/** The smoke test on the embedded data set. */
const SITE: Site = {
  ...DEFAULT_FIELDS,
  dataset: "leaves",
  classes: ["healthy", "spot", "rust", "blight", "mildew"],
  majority: ["healthy"],
  minority: ["spot"],
  imageSize: 32,
  testCount: 200,
  model: "small-cnn",
  epochs: 4,
  isPooledOnly: false,
};

const SITES: readonly Site[] = [
  SITE,
  { ...SITE, model: "mlp", isPooledOnly: true },
];

const DEFAULTS: Settings = {
  profile: "quick",
  sites: SITES,
  weights: undefined,
  protocol: { epochs: 4, grid: "thin" },
  seeds: { first: 8, step: 2, most: 60, isFixed: false },
  filter: [],
  data: undefined,
  images: undefined,
  prevalence: undefined,
  expect: undefined,
  takesAll: [],
  own: { labels: undefined, groups: undefined, followLinks: undefined },
  notes: [],
  out: "reports/latest",
  engine: undefined,
  device: "auto",
  workers: 3,
  strict: false,
  queue: undefined,
  memoryBytes: undefined,
  timeoutSeconds: 3600,
  maxSeconds: undefined,
  failFast: false,
  store: `${cacheDirectory()}/trials.sqlite`,
  fresh: false,
  anyEngine: false,
  explain: false,
  dryRun: false,
  shard: undefined,
  json: false,
  quiet: false,
  confirm: false,
  formats: {},
};

/** The profile of runs on other images than its own: the reference protocol. */
const STANDARD: Partial<Settings> = {
  profile: "standard",
  protocol: { epochs: 10, grid: "full" },
  seeds: { first: 8, step: 2, most: 150, isFixed: false },
};

/** What its sites have in common. */
const REFERENCE: Site = { ...SITE, imageSize: 32, testCount: 1000, epochs: 10 };

/** A run whose sites are other than those of its profile. */
function changed(changes: Partial<Site>): Partial<Settings> {
  return {
    profile: undefined,
    sites: SITES.map((site) => ({ ...site, ...changes })),
  };
}

/** Reads a command line on a machine of three cores. */
function read(...args: string[]): Promise<Settings> {
  return readSettings(args, { cores: 3 });
}

/** Reads a command line, and gives the first site. */
async function readSite(...args: string[]): Promise<Site> {
  const [site] = (await read(...args)).sites;
  return site!;
}

/** Asserts that a command line is refused, with just this text. */
async function assertRefused(
  args: readonly string[],
  text: string,
): Promise<void> {
  const error = await assertRejects(() => read(...args), UsageError);
  assertEquals(error.message, text);
}

Deno.test("readSettings() asks for the smoke test by default", async () => {
  assertEquals(await read(), DEFAULTS);
});

const MNIST: Partial<Site> = {
  dataset: "mnist",
  classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
  imageSize: 28,
  majority: ["4"],
  minority: ["9"],
};

/** What it takes to start from weights. */
const WEIGHTS =
  "--weights=a.bin --model=resnet34 --dataset=plantvillage-pepper";

const PEPPER: Site = {
  ...REFERENCE,
  dataset: "plantvillage-pepper",
  classes: ["bacterial-spot", "healthy"],
  minority: ["bacterial-spot"],
  imageSize: 64,
  model: "resnet34",
};

/** What needs weights, and what other things go by. */
const TUNED: readonly string[] = [
  "fineTune",
  "bodyLearningRate",
  "frozenEpochs",
  "imageSize",
  "epochs",
];

/** Of each field that needs no more than its option, another value. */
const FIELD_CASES = SET_FIELDS
  .filter(({ name }) => !TUNED.includes(name))
  .map(({ name, option }) => {
    const value = otherValue(name);
    return [`--${option}=${value}`, changed({ [name]: value })] as const;
  });

/** What each option changes; several words where one needs others. */
const CASES: Readonly<Record<string, Partial<Settings>>> = {
  ...Object.fromEntries(FIELD_CASES),
  "--weight-decay=1e-4": changed({ weightDecay: 1e-4 }),
  "--profile=quick": {},
  "--filter=gain,batch": { filter: ["gain", "batch"] },
  "--seeds=6": {
    profile: undefined,
    seeds: { first: 6, step: 2, most: 6, isFixed: true },
  },
  "--data=/data": { data: "/data" },
  "--majority=rust": changed({ majority: ["rust"] }),
  "--minority=mildew,blight": changed({ minority: ["mildew", "blight"] }),
  "--one-per-group": changed({ rareDraw: "groups" }),
  "--size=32": changed({ imageSize: 32 }),
  "--dataset=mnist,leaves": {
    ...STANDARD,
    sites: [{ ...REFERENCE, ...MNIST }, REFERENCE].flatMap((site) => [
      site,
      { ...site, model: "mlp", isPooledOnly: true },
    ]),
  },
  "--model=mlp, small-cnn,mlp": { sites: [{ ...SITE, model: "mlp" }, SITE] },
  [WEIGHTS]: {
    ...STANDARD,
    profile: undefined,
    weights: "a.bin",
    sites: [PEPPER],
  },
  [`--fine-tune=last-layer ${WEIGHTS}`]: {
    ...STANDARD,
    profile: undefined,
    weights: "a.bin",
    sites: [{ ...PEPPER, fineTune: "last-layer" }],
  },
  [`--body-learning-rate=1e-4 ${WEIGHTS}`]: {
    ...STANDARD,
    profile: undefined,
    weights: "a.bin",
    sites: [{ ...PEPPER, bodyLearningRate: 1e-4 }],
  },
  [`--frozen-epochs=3 ${WEIGHTS}`]: {
    ...STANDARD,
    profile: undefined,
    weights: "a.bin",
    sites: [{ ...PEPPER, frozenEpochs: 3 }],
  },
  "--epochs=1": {
    ...changed({ epochs: 1 }),
    protocol: { epochs: 1, grid: "thin" },
  },
  "--engine=wasm": { engine: "wasm" },
  "--device=cpu": { device: "cpu" },
  "--workers=1": { workers: 1 },
  "--out=elsewhere": { out: "elsewhere" },
  "--strict": { strict: true },
  "--queue=redis://host": {
    queue: { url: "redis://host", authority: undefined },
  },
  "--memory=512": { memoryBytes: 512 * 2 ** 20 },
  "--timeout=60": { timeoutSeconds: 60 },
  "--max-time=90m": { maxSeconds: 5400 },
  "--fail-fast": { failFast: true },
  "--store=kept.sqlite": { store: "kept.sqlite" },
  "--fresh": { fresh: true },
  "--any-engine": { anyEngine: true },
  "--explain": { explain: true },
  "--json": { json: true },
  "--quiet": { quiet: true },
  "--confirm": { confirm: true },
  "--expect=own.json": { profile: "own", expect: "own.json" },
  "--junit=a.xml": { formats: { junit: "a.xml" } },
  "--tensorboard=tb": { formats: { tensorboard: "tb" } },
  "--dry-run": { dryRun: true },
  "--shard=2/3 --seeds=20": {
    profile: undefined,
    seeds: { first: 8, step: 2, most: 20, isFixed: true },
    shard: { shard: 2, shards: 3 },
    out: "reports/shard-2-of-3",
    store: "reports/shard-2-of-3/trials.sqlite",
  },
};

/** The arguments of a case, each value behind its option or apart from it. */
function argsOf(line: string, separator = "="): string[] {
  const words = line.split(" --").map((word) => word.replace(/^(--)?/, "--"));
  return words.flatMap((word) => separator === "=" ? [word] : word.split("="));
}

for (const [line, changes] of Object.entries(CASES)) {
  Deno.test(`readSettings() reads ${line}`, async () => {
    const wanted = { ...DEFAULTS, ...changes };
    assertEquals(await read(...argsOf(line)), wanted);
    assertEquals(await read(...argsOf(line, " ")), wanted);
  });
}

/** Options of the table, those of your own images left out. */
const OWN = ["images", "labels", "groups", "follow-links", "prevalence"];

const NAMES = Object.keys(OPTIONS).filter((name) => !OWN.includes(name));

Deno.test("readSettings() follows the reference protocol on other images than its own", async () => {
  const images = await Deno.makeTempDir();
  for (const name of ["a", "b"]) {
    await Deno.mkdir(`${images}/${name}`);
    await Deno.writeTextFile(`${images}/${name}/1.png`, "");
  }
  const own = ["--images", images, "--majority", "a", "--minority", "b"];
  for (const args of [own, ["--dataset", "leaves"]]) {
    const { protocol, sites: [site] } = await read(...args);
    assertEquals(protocol, { epochs: 10, grid: "full" });
    assertEquals([site!.epochs, site!.testCount], [10, 1000]);
    const quick = await read(...args, "--profile", "quick");
    assertEquals(quick.protocol, { epochs: 4, grid: "thin" });
    assertEquals([quick.sites[0]!.epochs, quick.sites[0]!.testCount], [4, 200]);
  }
  await assertRefused(
    [...own, "--out", `${images}/reports`],
    `Cannot write reports to ${images}/reports: it is in ${images}, and the ` +
      "next run would read their pictures as images. Next step: another " +
      "folder with --out",
  );
  // All images are drawn that there are, and what the answer needs is checked.
  const usual = await read(...own);
  assertEquals(usual.takesAll, ["majorityCount", "minorityCount"]);
  assert(usual.filter.includes("remedies") && usual.filter.includes("gain"));
  const asked = await read(
    ...own,
    "--minority-count=5",
    "--filter=all",
    "--prevalence=0.01",
  );
  assertEquals(asked.takesAll, ["majorityCount"]);
  assertEquals(asked.filter, []);
  assertEquals(asked.prevalence, 0.01);
  await Deno.remove(images, { recursive: true });
});

Deno.test("readSettings() looks for verdicts as its profile does, whatever the seeds", async () => {
  const seedsOf = async (...args: string[]) => (await read(...args)).seeds;
  const step = 2;
  assertEquals(await seedsOf("--seeds", "12..200"), {
    first: 12,
    step,
    most: 200,
    isFixed: false,
  });
  assertEquals(await seedsOf("--seeds", "20"), {
    first: 8,
    step,
    most: 20,
    isFixed: true,
  });
  for (
    const seeds of [
      "0",
      "-1",
      "many",
      "NaN",
      "Infinity",
      "6x",
      "..8",
      "8..",
      "8.5",
      "8...9",
      "0..8",
      "100000",
    ]
  ) {
    await assertRefused(
      [`--seeds=${seeds}`],
      `Cannot use --seeds ${seeds}: wanted whole numbers from 1 to 10000, such ` +
        "as 8..48, or 20 for a fixed number",
    );
  }
});

Deno.test("readSettings() gives shards a fixed number of seeds", async () => {
  for (const seeds of [[], ["--seeds", "8..60"]]) {
    await assertRefused(
      ["--shard", "1/2", ...seeds],
      "Cannot divide a run of 8 to 60 seeds into shards: how many it takes is " +
        "known only in its course. Next step: add --seeds with a fixed " +
        "number, such as --seeds 60",
    );
  }
});

Deno.test("readSettings() is tested on every option, and does not mind their order", async () => {
  const lines = Object.keys(CASES);
  const told = new Map(
    lines.map((line) => [/^--([a-z-]+)/.exec(line)![1]!, line]),
  );
  assertEquals([...told.keys()].sort(), NAMES.toSorted());
  const alone = [...told.values()].filter((line) =>
    !/weights|shard|dataset|model|queue|json|quiet|confirm|junit|tensor/
      .test(line)
  ).flatMap((line) => argsOf(line));
  const settings = await read(...alone);
  assertEquals(await read(...alone.toReversed()), settings);
  assertEquals(settings.sites[0]!.weightDecay, 1e-4);
});

Deno.test("readSettings() knows of no reviewed verdicts once what is trained is changed", async () => {
  for (const [name, option] of Object.entries(OPTIONS as OptionTable)) {
    if ([...OWN, "seeds", "expect"].includes(name)) continue;
    const line = Object.keys(CASES).find((line) =>
      line.startsWith(`--${name}`) && !line.startsWith(`--${name}-`)
    )!;
    const { profile } = await read(...argsOf(line));
    const isChanged = option.changesVerdicts || name === "shard";
    const usual = name === "dataset" ? "standard" : "quick";
    assertEquals(profile, isChanged ? undefined : usual, name);
  }
  const seeds = { "8..60": "quick", "60": "quick", "8..48": undefined };
  for (const [text, wanted] of Object.entries(seeds)) {
    assertEquals((await read("--seeds", text)).profile, wanted, text);
  }
});

Deno.test("readSettings() uses one worker a core, or a GPU where they are used", async () => {
  const workers = async (...args: string[]) =>
    (await readSettings(args, { cores: 64, gpus: 2 })).workers;
  assertEquals((await readSettings([], { cores: 64 })).workers, 64);
  assertEquals(await workers(), 2);
  assertEquals(await workers("--device", "gpu"), 2);
  assertEquals(await workers("--device", "cpu"), 64);
  assertEquals(await workers("--engine", "wasm"), 64);
  assertEquals(await workers("--engine", "tensorflow"), 2);
  assertEquals(await workers("--workers", "5"), 5);
});

Deno.test("readSettings() takes local copies from the environment, except for your own images", async () => {
  const images = await Deno.makeTempDir();
  for (const name of ["a", "b"]) {
    await Deno.mkdir(`${images}/${name}`);
    await Deno.writeTextFile(`${images}/${name}/1.png`, "");
  }
  const data = async (...args: string[]) =>
    (await readSettings(args, { cores: 3, data: "/env" })).data;
  assertEquals(await data(), "/env");
  assertEquals(await data("--dataset", "mnist"), "/env");
  assertEquals(await data("--data", "/given"), "/given");
  const own = ["--images", images, "--majority", "a", "--minority", "b"];
  assertEquals(await data(...own), undefined);
  await Deno.remove(images, { recursive: true });
});

Deno.test("taskHelp() has every option, and fits a terminal", () => {
  const told = [...taskHelp(BENCH).matchAll(/^ {2}--([a-z-]+)/gm)].map((
    [, name],
  ) => name);
  assertEquals(told.sort(), [...NAMES, ...OWN].sort());
  for (const line of taskHelp(BENCH).split("\n")) {
    assertGreater(81, line.length, line);
  }
});

Deno.test("taskHelp() names what can be chosen, and the defaults", () => {
  const text = taskHelp(BENCH).replace(/\s+/g, " ");
  const { bnMomentum, batchSize, majorityCount, minorityCount } = SITE;
  const defaults = [
    DEFAULTS.out,
    "quick; standard with --dataset",
    bnMomentum,
    batchSize,
    `${majorityCount}; with --images, all there are`,
    `${minorityCount}; with --images, all there are`,
  ];
  const names = [...DATASETS.map(({ name }) => name), ...NETWORK_NAMES];
  const profiles = Object.entries(PROFILES).map(([name, profile]) =>
    `${name}: ${profile.title}; ${profile.seeds.first}..` +
    `${profile.seeds.most} seeds, ${profile.epochs} epochs`
  );
  const wanted = [...defaults.map((value) => `[${value}]`), ...names];
  for (const part of [...wanted, ...profiles]) {
    assert(text.includes(part), part);
  }
});

Deno.test("readSettings() takes classes by name or number, as the data set spells them", async () => {
  const { majority } = await readSite("--majority", "0, 2 ,blight");
  assertEquals(majority, ["healthy", "rust", "blight"]);
  const fashion = await readSite(
    "--minority",
    "bag,0",
    "--dataset",
    "fashion-mnist",
  );
  assertEquals(fashion.minority, ["bag", "t-shirt"]);
  assertEquals(fashion.majority, ["sneaker"]);
});

Deno.test("readSettings() takes data sets, networks and seeds of a profile", async () => {
  const { profile, seeds, protocol, sites } = await read(
    "--profile",
    "standard",
  );
  assertEquals({ profile, seeds, protocol }, STANDARD);
  const { datasets, models, pooledModels, epochs } = PROFILES.standard;
  assert(sites.every((site) => site.epochs === epochs));
  const isPooled = new Map<string, boolean>([
    ...models.map((model) => [model, false] as const),
    ...pooledModels.map((model) => [model, true] as const),
  ]);
  assertEquals(
    sites.map(({ dataset, model, isPooledOnly }) => [
      dataset,
      model,
      isPooledOnly,
    ]),
    datasets.flatMap((dataset) =>
      [...isPooled].map(([model, pooled]) => [dataset, model, pooled])
    ),
  );
});

const CLASSES =
  "its classes are 0 (healthy), 1 (spot), 2 (rust), 3 (blight), " +
  "4 (mildew)";

/** Command lines that are refused, and why. */
const REFUSED: [line: string, why: string][] = [
  [
    "--profile=Quick",
    "--profile Quick: wanted one of quick, standard, paper, transfer; did you " +
    "mean quick?",
  ],
  [
    "--profile=toString",
    "--profile toString: wanted one of quick, standard, paper, transfer",
  ],
  ["--device=tpu", "--device tpu: wanted one of auto, cpu, gpu"],
  [
    "--device=CPU",
    "--device CPU: wanted one of auto, cpu, gpu; did you mean cpu?",
  ],
  ["--engine=torch", "--engine torch: wanted one of tensorflow, wasm"],
  ["--optimizer=momentum", "--optimizer momentum: wanted one of adam, sgd"],
  [
    "--model=resnet",
    `--model resnet: wanted one of ${NETWORK_NAMES.join(", ")}`,
  ],
  [
    "--model=mlp, MLP",
    `--model MLP: did you mean mlp? wanted one of ${NETWORK_NAMES.join(", ")}`,
  ],
  [
    "--model=vgg19 --dataset=fashion-mnist",
    "--model vgg19: it takes images of at least 32 pixels, and these are of 28",
  ],
  ["--batch-size=1", "--batch-size 1: wanted a whole number of at least 2"],
  ["--batch-size=2.5", "--batch-size 2.5: wanted a whole number of at least 2"],
  [
    "--micro-batch-size=3",
    "--micro-batch-size 3: wanted a whole number of at least 4",
  ],
  [
    "--size=2000",
    "--size 2000: wanted a whole number from 4 to 1024",
  ],
  [
    "--learning-rate=0",
    "--learning-rate 0: wanted a number above 0 and below 1",
  ],
  [
    "--max-time=0h",
    "--max-time 0h: wanted a time of more than 0, such as 45s, 90m or 5h",
  ],
  [
    "--shard=3/2",
    "--shard 3/2: wanted one of the parts, from 1, of how many, such as 2/3",
  ],
  [
    "--shard=0/2",
    "--shard 0/2: wanted one of the parts, from 1, of how many, such as 2/3",
  ],
  ["--seeds=6 --seeds=7", "--seeds: it is given twice"],
  ["--minority=spot --strict --minority=rust", "--minority: it is given twice"],
  [
    "--dataset=mnist --images=here",
    "--dataset and --images together: choose one of them",
  ],
  [
    "--confirm --fail-fast",
    "--confirm and --fail-fast together: a run that stops at once confirms " +
    "nothing",
  ],
  [
    "--junit=a.xml --shard=1/2",
    "--junit and --shard together: it is written where the shards are merged",
  ],
  [
    "--json --explain",
    "--json and --explain together: standard output is for events",
  ],
  [
    "--seeds=9..8",
    "--seeds 9..8: wanted whole numbers from 1 to 10000, such as 8..48, or 20 " +
    "for a fixed number; the smaller number comes first: 8..9",
  ],
  [
    "--max-time=5",
    "--max-time 5: wanted a time of more than 0, such as 45s, 90m or 5h; it " +
    "has no unit: 5s, 5m or 5h",
  ],
  [
    "--profile=standards",
    `--profile standards: wanted one of ${Object.keys(PROFILES).join(", ")}; ` +
    "did you mean standard?",
  ],
  [
    "--model=small-can",
    "--model small-can: did you mean small-cnn? wanted one of " +
    NETWORK_NAMES.join(", "),
  ],
  [
    "--quiet --dry-run",
    "--quiet and --dry-run together: nothing would be printed",
  ],
  ...["majority-count", "minority-count", "epochs", "workers"].flatMap(
    (name) =>
      ["0", "1.5", "-1", "many", "NaN", "Infinity", "6x"].map((
        value,
      ): [string, string] => [
        `--${name}=${value}`,
        `--${name} ${value}: wanted a whole number of at least 1`,
      ]),
  ),
  ...["1", "1.5", "-0.1", "high", "NaN"].map((value): [string, string] => [
    `--bn-momentum=${value}`,
    `--bn-momentum ${value}: wanted a number of at least 0 and below 1`,
  ]),
];

Deno.test("readSettings() refuses what it cannot use, and says what is wanted", async () => {
  for (const [line, why] of REFUSED) {
    await assertRefused(argsOf(line), `Cannot use ${why}`);
  }
  await assertRefused(
    ["--learning-rate", "-1"],
    "Cannot use --learning-rate -1: wanted a number above 0 and below 1",
  );
  await assertRefused(
    ["--bn-momentum", "-.5"],
    "Cannot use --bn-momentum -.5: wanted a number of at least 0 and below 1",
  );
  // No blank is taken for the number 0.
  await assertRefused(
    ["--bn-momentum", " "],
    "Cannot use --bn-momentum  : wanted a number of at least 0 and below 1",
  );
  assertEquals((await readSite("--bn-momentum", "0")).bnMomentum, 0);
});

Deno.test("readSettings() refuses an unknown data set or class, and keeps the cause", async () => {
  const names = DATASETS.map(({ name }) => name).join(", ");
  await assertRefused(
    ["--dataset", "imagenet"],
    `Cannot find the data set "imagenet": there are ${names}`,
  );
  await assertRefused(
    ["--dataset", "leaves,mist"],
    `Cannot find the data set "mist": did you mean mnist? there are ${names}`,
  );
  await assertRefused(
    ["--minority", "sport"],
    `Cannot find the class "sport" in leaves: ${CLASSES}. Next step: did you ` +
      "mean spot? if not, name one of them, or its number",
  );
  for (const wanted of ["ill", "5", "Rusty", ""]) {
    const meant = wanted === "Rusty" ? "did you mean rust? if not, " : "";
    const text = `Cannot find the class "${wanted}" in leaves: ${CLASSES}. ` +
      `Next step: ${meant}name one of them, or its number`;
    await assertRefused(["--minority", `${wanted},spot`], text);
    await assertRefused(["--majority", `rust,${wanted}`], text);
  }
  const error = await assertRejects(
    () => read("--dataset", "none"),
    UsageError,
  );
  assert(error.cause instanceof RangeError);
  assertEquals(error.name, "UsageError");
});

/** Arguments that are not understood, and what is asked for them. */
const UNKNOWN: Readonly<Record<string, string>> = {
  "--seed": "did you mean --seeds? ",
  "--momentum": "did you mean --bn-momentum? ",
  "--no-strict": "did you mean --strict? ",
  "gain": "it is no option; did you mean --filter gain? ",
  "gain/headline": "it is no option; did you mean --filter gain/headline? ",
  "--dropout-rate=3": "",
  "-x": "",
  "-s": "",
  "7": "",
  "-": "",
};

Deno.test("readSettings() refuses what it does not know, and asks for what may be meant", async () => {
  for (const [argument, question] of Object.entries(UNKNOWN)) {
    await assertRefused(
      [argument],
      `Cannot understand ${argument}: ${question}see deno task bench --help`,
    );
  }
  await assertRefused(
    ["--strict", "yes"],
    "Cannot understand yes: it is no option; did you mean --filter yes? see " +
      "deno task bench --help",
  );
  await assertRefused(
    ["--", "--seeds", "6"],
    "Cannot understand --: options follow the task",
  );
});

Deno.test("readSettings() refuses an option without a value", async () => {
  for (const name of NAMES) {
    if (!("kind" in OPTIONS[name]!)) continue;
    const text = `Cannot use --${name}: it needs a value`;
    await assertRefused([`--${name}`], text);
    await assertRefused([`--${name}=`], text);
    await assertRefused([`--${name}`, ""], text);
    await assertRefused([`--${name}`, "--strict"], text);
  }
});
