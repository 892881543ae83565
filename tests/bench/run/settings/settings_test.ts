import {
  assert,
  assertEquals,
  assertGreater,
  assertRejects,
  assertThrows,
} from "@std/assert";
import { HELP } from "../../../../bench/run/settings/help.ts";
import {
  readDevice,
  readSettings,
  type Settings,
} from "../../../../bench/run/settings/settings.ts";
import { PROFILES } from "../../../../bench/study/profiles.ts";
import { FACTORS } from "../../../../bench/run/settings/read_sites.ts";
import type { Site } from "../../../../bench/study/site.ts";
import { UsageError } from "../../../../bench/study/usage_error.ts";
import { NETWORK_NAMES } from "../../../../models/networks/network.ts";
import { cacheDirectory } from "../../../../models/engines/tensorflow/locate.ts";
import { DATASETS } from "../../../../datasets/registry.ts";
import { REFERENCE_RECIPE } from "../../../../models/training/recipe.ts";

/** The reference protocol on the embedded data set. */
const SITE: Site = {
  ...REFERENCE_RECIPE,
  dataset: "leaves",
  classes: ["healthy", "spot", "rust", "blight", "mildew"],
  majority: ["healthy"],
  minority: ["spot"],
  majorityCount: 1000,
  minorityCount: 10,
  testCount: 1000,
  imageSize: 32,
  model: "small-cnn",
  weights: "scratch",
  fineTune: "all",
  bnMomentum: 0.9,
  batchSize: 64,
  epochs: PROFILES.quick.epochs,
  learningRate: 1e-3,
  checkpoints: [],
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
  seeds: PROFILES.quick.seeds,
  filter: [],
  data: undefined,
  images: undefined,
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

Deno.test("readSettings() has the reference protocol as its defaults", async () => {
  assertEquals(await read(), DEFAULTS);
});

Deno.test("readSettings() uses one worker a core", async () => {
  assertEquals((await readSettings([], { cores: 64 })).workers, 64);
});

Deno.test("readSettings() uses one worker a GPU, where they are used", async () => {
  const workers = async (...args: string[]) =>
    (await readSettings(args, { cores: 64, gpus: 2 })).workers;
  assertEquals(await workers(), 2);
  assertEquals(await workers("--device", "gpu"), 2);
  assertEquals(await workers("--device", "cpu"), 64);
  assertEquals(await workers("--engine", "wasm"), 64);
  assertEquals(await workers("--engine", "tensorflow"), 2);
  assertEquals(await workers("--workers", "5"), 5);
});

Deno.test("readSettings() takes local copies from the environment", async () => {
  const data = async (...args: string[]) =>
    (await readSettings(args, { cores: 3, data: "/env" })).data;
  assertEquals(await data(), "/env");
  assertEquals(await data("--dataset", "mnist"), "/env");
  assertEquals(await data("--data", "/given"), "/given");
});

Deno.test("readSettings() wants no local copies for one's own images", async () => {
  const images = await Deno.makeTempDir();
  for (const name of ["a", "b"]) {
    await Deno.mkdir(`${images}/${name}`);
    await Deno.writeTextFile(`${images}/${name}/1.png`, "");
  }
  const { data } = await readSettings(
    ["--images", images, "--majority", "a", "--minority", "b"],
    { cores: 3, data: "/env" },
  );
  assertEquals(data, undefined);
  await Deno.remove(images, { recursive: true });
});

const MNIST: Partial<Site> = {
  dataset: "mnist",
  classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
  imageSize: 28,
  majority: ["4"],
  minority: ["9"],
};

/** What it takes to start from weights. */
const WEIGHTS = [
  ...["--weights", "a.bin", "--model", "resnet34"],
  ...["--dataset", "plantvillage-pepper"],
];

const PEPPER: Site = {
  ...SITE,
  dataset: "plantvillage-pepper",
  classes: ["bacterial-spot", "healthy"],
  minority: ["bacterial-spot"],
  imageSize: 64,
  model: "resnet34",
};

const OPTIONS: [args: string[], changes: Partial<Settings>][] = [
  [["--profile", "quick"], {}],
  [["--filter", "gain,batch"], { filter: ["gain", "batch"] }],
  [["--seeds", "6"], { profile: undefined, seeds: 6 }],
  [["--data", "/data"], { data: "/data" }],
  [["--majority", "rust"], changed({ majority: ["rust"] })],
  [
    ["--minority", "mildew,blight"],
    changed({ minority: ["mildew", "blight"] }),
  ],
  [["--majority-count", "500"], changed({ majorityCount: 500 })],
  [["--minority-count", "1"], changed({ minorityCount: 1 })],
  [["--model", "mlp,small-cnn"], {
    sites: [{ ...SITE, model: "mlp" }, SITE],
  }],
  [["--epochs", "1"], changed({ epochs: 1 })],
  [["--batch-size", "2"], changed({ batchSize: 2 })],
  [["--micro-batch-size", "4"], changed({ microBatchSize: 4 })],
  [["--learning-rate", "0.1"], changed({ learningRate: 0.1 })],
  [["--optimizer", "sgd"], changed({ optimizer: "sgd" })],
  [["--weight-decay", "1e-4"], changed({ weightDecay: 1e-4 })],
  [["--schedule", "one-cycle"], changed({ schedule: "one-cycle" })],
  [["--augmentation", "flip"], changed({ augmentation: "flip" })],
  [["--remedy", "focal-loss"], changed({ remedy: "focal-loss" })],
  [["--precision", "bf16"], changed({ precision: "bf16" })],
  [["--bn-momentum", "0.99"], changed({ bnMomentum: 0.99 })],
  [["--engine", "wasm"], { engine: "wasm" }],
  [["--device", "cpu"], { device: "cpu" }],
  [["--workers", "1"], { workers: 1 }],
  [["--out", "elsewhere"], { out: "elsewhere" }],
  [["--strict"], { strict: true }],
  [["--queue", "redis://host"], { queue: "redis://host" }],
  [["--memory", "512"], { memoryBytes: 512 * 2 ** 20 }],
  [["--timeout", "60"], { timeoutSeconds: 60 }],
  [["--max-time", "90m"], { maxSeconds: 5400 }],
  [["--fail-fast"], { failFast: true }],
  [["--store", "kept.sqlite"], { store: "kept.sqlite" }],
  [["--fresh"], { fresh: true }],
  [["--any-engine"], { anyEngine: true }],
  [["--explain"], { explain: true }],
  [["--json"], { json: true }],
  [["--quiet"], { quiet: true }],
  [["--confirm"], { confirm: true }],
  [["--junit", "a.xml"], { formats: { junit: "a.xml" } }],
  [["--tensorboard", "tb"], { formats: { tensorboard: "tb" } }],
  [["--dry-run"], { dryRun: true }],
  [["--shard", "2/3"], {
    shard: { shard: 2, shards: 3 },
    out: "reports/shard-2-of-3",
    store: "reports/shard-2-of-3/trials.sqlite",
  }],
  [WEIGHTS, { profile: undefined, weights: "a.bin", sites: [PEPPER] }],
  [["--fine-tune", "last-layer", ...WEIGHTS], {
    profile: undefined,
    weights: "a.bin",
    sites: [{ ...PEPPER, fineTune: "last-layer" }],
  }],
  [["--size", "32"], changed({ imageSize: 32 })],
  [["--dataset", "mnist,leaves"], {
    sites: [...SITES.map((site) => ({ ...site, ...MNIST })), ...SITES],
  }],
];

for (const [args, changes] of OPTIONS) {
  Deno.test(`readSettings() reads ${args.join(" ")}`, async () => {
    const wanted = { ...DEFAULTS, ...changes };
    assertEquals(await read(...args), wanted);
    if (args.length === 2) assertEquals(await read(args.join("=")), wanted);
  });
}

Deno.test("readSettings() reads many options in any order", async () => {
  const pairs = OPTIONS.map(([args]) => args).filter(([name]) =>
    ![
      ...["--dataset", "--model", "--majority", "--minority", "--shard"],
      ...["--weights", "--fine-tune"],
      ...["--json", "--quiet", "--confirm", "--junit", "--tensorboard"],
    ].includes(name as string)
  );
  const chosen = OPTIONS.filter(([args]) => pairs.includes(args));
  const plain = chosen.reduce(
    (settings, [, changes]) => ({ ...settings, ...changes }),
    DEFAULTS,
  );
  const wanted = {
    ...plain,
    ...changed({
      ...{ majorityCount: 500, minorityCount: 1, imageSize: 32 },
      ...{ epochs: 1, batchSize: 2, bnMomentum: 0.99 },
      ...{ microBatchSize: 4, learningRate: 0.1, weightDecay: 1e-4 },
      ...{ optimizer: "sgd", schedule: "one-cycle" },
      ...{ augmentation: "flip", remedy: "focal-loss", precision: "bf16" },
    }),
  };
  assertEquals(await read(...pairs.flat()), wanted);
  assertEquals(await read(...pairs.reverse().flat()), wanted);
});

Deno.test("HELP has just the options that can be read", () => {
  const told = [...HELP.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, name]) => name);
  assertEquals(
    told.sort(),
    [...OPTIONS.map(([[name]]) => name), "--images"].sort(),
  );
});

Deno.test("HELP names the data sets and the defaults", () => {
  for (const { name } of DATASETS) assert(HELP.includes(name), name);
  const { out, profile } = DEFAULTS;
  const { bnMomentum, batchSize, majorityCount, minorityCount } = SITE;
  for (
    const value of [
      ...[out, profile, bnMomentum, batchSize],
      ...[majorityCount, minorityCount],
    ]
  ) {
    assert(HELP.includes(`[${value}]`), `${value}`);
  }
  for (const [name, { seeds, epochs, title }] of Object.entries(PROFILES)) {
    const text = `${name}: ${title}; ${seeds} seeds, ${epochs} epochs`;
    assert(HELP.includes(text), name);
  }
  for (const line of HELP.split("\n")) {
    assertGreater(81, line.length, line);
  }
});

Deno.test("HELP names the networks", () => {
  for (const name of NETWORK_NAMES) assert(HELP.includes(name), name);
});

Deno.test("readSettings() refuses an unknown network", async () => {
  for (const name of ["resnet", "MLP"]) {
    for (const value of [name, `mlp, ${name}`]) {
      await assertRefused(
        ["--model", value],
        `Cannot use --model ${name}: wanted ${NETWORK_NAMES.join(", ")}`,
      );
    }
  }
});

Deno.test("readSettings() refuses images too small for the network", async () => {
  await assertRefused(
    ["--model", "vgg19", "--dataset", "fashion-mnist"],
    "Cannot use --model vgg19: it takes images of at least 32 pixels, and " +
      "these are of 28",
  );
});

Deno.test("readSettings() takes a class by its number", async () => {
  const { majority } = await readSite("--majority", "0,2");
  assertEquals(majority, ["healthy", "rust"]);
  assertEquals((await readSite("--minority", "4")).minority, ["mildew"]);
});

Deno.test("readSettings() takes spaces beside the commas", async () => {
  assertEquals(
    (await readSite("--majority", "healthy, 2 ,blight")).majority,
    ["healthy", "rust", "blight"],
  );
});

Deno.test("readSettings() looks classes up in the data set that is asked for", async () => {
  const site = await readSite(
    ...["--minority", "bag,0", "--dataset", "fashion-mnist"],
  );
  assertEquals(site.minority, ["bag", "t-shirt"]);
  assertEquals(site.majority, ["sneaker"]);
});

Deno.test("readSettings() knows of no reviewed verdicts once a factor is given", async () => {
  for (const factor of FACTORS) {
    // Even if the value is that of the profile.
    const [args] = OPTIONS.find(([[name]]) => name === `--${factor}`)!;
    const { profile } = await read(...args);
    assertEquals(profile, undefined, factor);
  }
  assertEquals(
    (await read("--seeds", String(PROFILES.quick.seeds))).profile,
    "quick",
  );
  assertEquals((await read("--dataset", "mnist")).profile, "quick");
  assertEquals((await read("--model", "mlp")).profile, "quick");
});

Deno.test("readSettings() takes data sets, networks and seeds of a profile", async () => {
  const { profile, seeds, sites } = await read("--profile", "standard");
  assertEquals([profile, seeds], ["standard", PROFILES.standard.seeds]);
  for (const { epochs } of sites) {
    assertEquals(epochs, PROFILES.standard.epochs);
  }
  const { datasets, models, pooledModels } = PROFILES.standard;
  assertEquals(
    sites.map(({ dataset, model, isPooledOnly }) => [
      ...[dataset, model, isPooledOnly],
    ]),
    datasets.flatMap((dataset) => [
      ...models.map((model) => [dataset, model, false]),
      ...pooledModels.map((model) => [dataset, model, true]),
    ]),
  );
});

Deno.test("readSettings() refuses an unknown profile", async () => {
  for (const name of ["fast", "Quick", "toString"]) {
    await assertRefused(
      ["--profile", name],
      `Cannot use --profile ${name}: wanted quick, standard, paper`,
    );
  }
});

Deno.test("readSettings() refuses what it does not know", async () => {
  const unknown = ["--seed", "--no-strict", "-x", "-s", "foo", "7", "-"];
  for (const argument of unknown) {
    await assertRefused(
      [argument],
      `Cannot understand ${argument}: see deno task bench --help`,
    );
  }
  await assertRefused(
    ["--strict", "yes"],
    "Cannot understand yes: see deno task bench --help",
  );
});

Deno.test("readSettings() does not pass over what follows --", async () => {
  await assertRejects(
    () => read("--", "--seeds", "6"),
    UsageError,
    "Cannot understand --",
  );
});

Deno.test("readSettings() refuses an option that is given twice", async () => {
  await assertRefused(
    ["--seeds", "6", "--seeds", "7"],
    "Cannot use --seeds: it is given twice",
  );
  await assertRefused(
    ["--minority=spot", "--strict", "--minority", "rust"],
    "Cannot use --minority: it is given twice",
  );
});

Deno.test("readSettings() refuses an option without a value", async () => {
  for (const [[name = "", value]] of OPTIONS) {
    if (value === undefined) continue;
    const text = `Cannot use ${name}: it needs a value`;
    await assertRefused([name], text);
    await assertRefused([`${name}=`], text);
    await assertRefused([name, "--strict"], text);
  }
});

Deno.test("readSettings() names the option whose value is an empty text", async () => {
  await assertRefused(["--data", ""], "Cannot use --data: it needs a value");
  await assertRefused(["--seeds", ""], "Cannot use --seeds: it needs a value");
});

Deno.test("readSettings() refuses an unknown data set", async () => {
  const names = DATASETS.map(({ name }) => name).join(", ");
  await assertRefused(
    ["--dataset", "imagenet"],
    `Cannot find the data set "imagenet": there are ${names}`,
  );
});

Deno.test("readSettings() refuses an unknown class", async () => {
  const classes = "its classes are 0 (healthy), 1 (spot), 2 (rust), " +
    "3 (blight), 4 (mildew)";
  for (const wanted of ["ill", "5", "Rust"]) {
    for (const role of ["--majority", "--minority"]) {
      await assertRefused(
        [role, wanted],
        `Cannot find the class "${wanted}" in leaves: ${classes}`,
      );
    }
  }
  await assertRefused(
    ["--majority", "rust,,spot"],
    `Cannot find the class "" in leaves: ${classes}`,
  );
});

Deno.test("readSettings() keeps the cause of what it refuses", async () => {
  const error = await assertRejects(
    () => read("--dataset", "none"),
    UsageError,
  );
  assert(error.cause instanceof RangeError);
  assertEquals(error.name, "UsageError");
});

Deno.test("readSettings() refuses counts that are not whole and positive", async () => {
  const counts = [
    "seeds",
    "majority-count",
    "minority-count",
    "epochs",
    "workers",
  ];
  for (const name of counts) {
    for (const value of ["0", "1.5", "-1", "many", "NaN", "Infinity", "6x"]) {
      await assertRefused(
        [`--${name}=${value}`],
        `Cannot use --${name} ${value}: wanted a whole number of at least 1`,
      );
    }
  }
});

Deno.test("readSettings() refuses batches of one image", async () => {
  for (const value of ["1", "0", "2.5"]) {
    await assertRefused(
      ["--batch-size", value],
      `Cannot use --batch-size ${value}: wanted a whole number of at least 2`,
    );
  }
});

Deno.test("readSettings() takes a momentum of 0 up to, and without, 1", async () => {
  assertEquals((await readSite("--bn-momentum", "0")).bnMomentum, 0);
  assertEquals(
    (await readSite("--bn-momentum", "0.999999")).bnMomentum,
    0.999999,
  );
  for (const value of ["1", "1.5", "-0.1", "high", "NaN"]) {
    await assertRefused(
      [`--bn-momentum=${value}`],
      `Cannot use --bn-momentum ${value}: wanted a number of at least 0 and ` +
        "below 1",
    );
  }
});

Deno.test("readSettings() takes no blank for the number 0", async () => {
  await assertRefused(
    ["--bn-momentum", " "],
    "Cannot use --bn-momentum  : wanted a number of at least 0 and below 1",
  );
});

Deno.test("readDevice() takes auto, cpu and gpu, and auto for nothing", () => {
  assertEquals(
    [undefined, "auto", "cpu", "gpu"].map((text) => readDevice(text)),
    ["auto", "auto", "cpu", "gpu"],
  );
});

Deno.test("readDevice() refuses other devices", async () => {
  for (const device of ["tpu", "CPU", "0", ""]) {
    const error = assertThrows(() => readDevice(device), UsageError);
    assertEquals(
      error.message,
      `Cannot use --device ${device}: wanted auto, cpu or gpu`,
    );
  }
  await assertRefused(
    ["--engine", "torch"],
    "Cannot use --engine torch: wanted tensorflow or wasm",
  );
  await assertRefused(
    ["--device", "tpu"],
    "Cannot use --device tpu: wanted auto, cpu or gpu",
  );
});

Deno.test("readSettings() refuses outputs that exclude each other, with the reason", async () => {
  const cases = [
    [
      ["--confirm", "--fail-fast"],
      "Cannot use --confirm and --fail-fast together: a run that stops at once " +
      "confirms nothing",
    ],
    [
      ["--junit", "a.xml", "--shard", "1/2"],
      "Cannot use --junit and --shard together: it is written where the shards " +
      "are merged",
    ],
    [
      ["--json", "--explain"],
      "Cannot use --json and --explain together: standard output is for events",
    ],
    [
      ["--quiet", "--dry-run"],
      "Cannot use --quiet and --dry-run together: all that it does is to tell",
    ],
  ] as const;
  for (const [args, text] of cases) await assertRefused(args, text);
});
