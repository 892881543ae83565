/** How each command that the documentation shows is tested. */
import { FEW, TINY } from "./_few_images.ts";

/** What is done with a command. */
export type Check =
  /** It is run, with these arguments more, and has to end well. */
  | { run: readonly string[] }
  /** Its arguments are read by its own task, for this reason no more. */
  | { read: string }
  /** It is looked at by other tests, or not this project's. */
  | { other: string };

const TRAINS: Check = { read: "it trains for minutes, hours or days" };
const FETCHES: Check = { read: "it fetches what tests may not" };
const QUEUE: Check = { read: "it needs a queue: see tests/bench/trials/queue" };
const SHARDS: Check = { read: "see tests/bench/tasks/merge_test.ts" };
const VIEWS: Check = { read: "see tests/bench/tasks/views_test.ts" };
const WRITES: Check = { read: "it would change bench/expected.json" };
const SCHEDULER: Check = { other: "see tests/clusters_test.ts" };
const SUITE: Check = { other: "it runs these tests" };
const PYTORCH: Check = { other: "see tests/labs/independent" };

/** As few as can decide the base claim. */
const SEEDS = ["--seeds", "7"];
const GAIN = ["--filter", "gain", "--epochs", "1"];

/** The name of a trial that commands show: one that there is takes its place. */
export const TRIAL = "3fa9c1b2e4d0";

/** The commands, in an order in which they can be run in one folder. */
export const SHOWN: Readonly<Record<string, Check>> = {
  "deno task bench": { run: [...TINY, ...SEEDS, ...GAIN] },
  "deno task bench --dry-run": { run: [...TINY, ...SEEDS, ...GAIN] },
  "deno task bench --dry-run --explain": { run: [...TINY, ...SEEDS, ...GAIN] },
  "deno task bench --filter gain --out reports/before": {
    run: [...TINY, ...SEEDS, "--epochs", "1"],
  },
  "deno task bench --filter gain --epochs 10 --out reports/after": {
    run: [...TINY, ...SEEDS],
  },
  "deno task compare reports/before reports/after": { run: [] },
  "deno task compare reports/before reports/after --csv comparison.csv": {
    run: [],
  },
  "deno task history reports": { run: [] },
  "deno task report reports/latest": { run: [] },
  [`deno task trial ${TRIAL} --seeds 20`]: { run: [...TINY, ...GAIN] },
  "deno task bench --images DIR --majority healthy --minority blight,rust": {
    run: [...FEW, ...SEEDS, ...GAIN],
  },
  "deno task bench --images DIR --minority blight --prevalence 0.01 --quiet":
    TRAINS,
  "deno task bench --images DIR --majority healthy --minority blight": TRAINS,
  "deno task bench --images DIR --majority healthy --minority blight --expect own.json --confirm":
    TRAINS,
  "deno task accept --expect own.json": {
    read: "see tests/bench/review/reviewed_of_test.ts",
  },
  "deno task accept --expect FILE": {
    read: "see tests/bench/review/reviewed_of_test.ts",
  },
  "deno task datasets": { run: [] },
  "deno task datasets check DIR": { run: ["--size", "8"] },
  "deno task doctor": { run: ["--device", "cpu"] },
  "deno task bench --help": { run: [] },
  "deno task calibrate": { run: ["--studies", "1", "--seeds", "20"] },

  "deno task peers": FETCHES,
  "deno task peers --set-up resnet34-64,resnet34-32": FETCHES,
  "deno task peers --peers pytorch,keras --rounds 9": FETCHES,
  "deno task peers --installed": TRAINS,
  "deno task peers --installed --peers suite-eager": TRAINS,

  "deno task bench --filter gain": TRAINS,
  "deno task bench --filter gain --dataset plantvillage-pepper --model resnet34 --seeds 7 --epochs 10":
    TRAINS,
  "deno task bench --filter gain --dataset plantvillage-pepper --model vgg19 --seeds 7 --epochs 5":
    TRAINS,
  "deno task bench --filter gain,inference --seeds 8..200": TRAINS,
  "deno task bench --filter gain/headline": TRAINS,
  "deno task bench --filter augmentation": TRAINS,
  "deno task bench --filter augmentation --dry-run": {
    read: "there is no such claim yet: see writing_a_claim_test.ts",
  },
  "deno task bench --filter gain --remedy class-weights --optimizer sgd --learning-rate 0.01":
    TRAINS,
  "deno task bench --dataset cifar-10 --filter gain --imbalance exp --majority airplane,automobile,bird,cat,deer --majority-count 5000 --minority dog,frog,horse,ship,truck --minority-count 50":
    FETCHES,
  "deno task bench --filter gain --model vgg19 --micro-batch-size 16 --precision bf16":
    TRAINS,
  "deno task bench --images DIR --majority healthy --minority blight --majority-count 300 --minority-count 5 --size 64":
    TRAINS,
  "deno task bench --dataset fashion-mnist --majority 7 --minority 9": FETCHES,
  "deno task bench --dataset plantvillage-pepper --data DIR": FETCHES,
  "deno task bench --dataset plantvillage-pepper --apart copies": FETCHES,
  "deno task bench --dataset plantvillage-pepper --apart copies --filter gain,ranking --model small-cnn --size 32 --seeds 12 --majority-count 900 --minority-count 10":
    FETCHES,
  "deno task bench --dataset plantvillage-pepper --apart copies --filter gain,ranking --profile transfer --fine-tune last-layer --seeds 12 --majority-count 900 --minority-count 10":
    FETCHES,
  "deno task bench --images DIR --majority healthy --minority blight --groups '/(patient\\d+)_/' --one-per-group":
    TRAINS,
  "deno task bench --profile standard": FETCHES,
  "deno task bench --dataset fashion-mnist --majority 0 --minority 6 --filter ranking --seeds 8..400":
    FETCHES,
  "deno task bench --dataset cifar-10 --majority horse --minority ship --filter ranking --seeds 8..400":
    FETCHES,
  "deno task bench --profile standard --filter ranking --seeds 8..400": FETCHES,
  "deno task bench --profile transfer": FETCHES,
  "deno task bench --profile transfer --fine-tune last-layer --filter ranking,remedies/logit-adjustment --seeds 8..400":
    FETCHES,
  "deno task bench --profile transfer --fine-tune all --filter remedies/logit-adjustment --seeds 8..60":
    FETCHES,
  "deno task bench --profile paper --filter gain,remedies/logit-adjustment":
    FETCHES,
  "deno task bench --profile standard --any-engine --confirm --max-time 330m":
    FETCHES,
  "deno task bench --model efficientnet-lite0 --weights efficientnet-lite0 --dataset plantvillage-pepper --size 224 --fine-tune last-layer":
    FETCHES,
  "deno task bench --model resnet34 --weights resnet34.tv_in1k --dataset plantvillage-pepper --size 224":
    FETCHES,
  "deno task bench --model vgg19 --weights FILE --fine-tune last-layer --images DIR --majority healthy --minority blight --size 224":
    FETCHES,
  "deno task bench --json": VIEWS,
  "deno task bench --tensorboard runs": VIEWS,
  "deno task bench --junit junit.xml --confirm": VIEWS,
  "deno task bench --fresh": { read: "see tests/bench/tasks/kept_test.ts" },
  "deno task bench --max-time 5h": TRAINS,
  "deno task bench --fail-fast": TRAINS,
  "deno task bench --seeds 200": TRAINS,
  "deno task bench --dry-run --seeds 200": TRAINS,
  "deno task bench --seeds 200 --shard 1/3": SHARDS,
  "deno task merge reports/shard-*": SHARDS,
  "deno task worker --data DIR": QUEUE,
  'deno task accept --filter gain/headline --reason "why it is not supported"':
    WRITES,
  'deno task accept --filter augmentation --reason "why it is not supported"':
    WRITES,
  "deno task accept --out DIR": WRITES,
  "deno task alarms reports/latest reports/wasm": {
    read: "see tests/labs/alarms",
  },
  "deno task changed --since origin/main": {
    read: "a clone need not have that branch",
  },
  "deno task setup --device auto": FETCHES,

  "python3 labs/independent/protocol.py --data DIR": PYTORCH,
  "python3 labs/independent/protocol.py --data DIR --outputs sigmoid --arms plain layer":
    PYTORCH,
  "python3 labs/independent/protocol.py --data DIR --set mnist --outputs single-logit --arms plain layer --seeds 8":
    PYTORCH,
  "python3 labs/independent/protocol.py --data DIR --rare ankle-boot t-shirt --arms plain layer --seeds 8":
    PYTORCH,
  "python3 labs/independent/protocol.py --data DIR --common sneaker trouser --rare ankle-boot t-shirt --arms plain layer --seeds 8":
    PYTORCH,
  "python3 labs/independent/protocol.py --data DIR --set plantvillage-pepper --recipe fine-tuned --seeds 6":
    PYTORCH,
  "python3 labs/independent/protocol.py --data DIR --set plantvillage-pepper --recipe one-rate --seeds 5":
    PYTORCH,

  "deno task test": SUITE,
  "deno test --lock=tests/deno.lock -P=test FILE": SUITE,
  "deno check --frozen=false mod.ts bench labs": SUITE,
  "deno check --frozen=false --lock=tests/deno.lock .": SUITE,
  "deno task ok": SUITE,
  "bash .ci/run": SUITE,
  "deno doc --lint": { other: "see api_test.ts" },
  "deno doc models/engines/mod.ts": { other: "see api_test.ts" },
  "deno run --allow-all --quiet train.ts": {
    other: "see tfjs_in_deno_test.ts",
  },
  "deno run --allow-all study.ts --seeds 10": {
    other: "see another_project_test.ts",
  },
  "deno run --lock=tests/deno.lock -P=test tests/docs/_make_picture.ts reports/latest":
    {
      other: "it needs Chromium, and changes the pictures",
    },
  "deno run -P=test tests/docs/_field_table.ts": {
    other: "it writes the page: see protocol_test.ts",
  },
  "deno run -P=test tests/docs/_claim_tables.ts": {
    other: "it writes the page: see writing_a_claim_test.ts",
  },
  "deno check bench/augmentation_bench.ts": {
    other: "there is no such file yet: see writing_a_claim_test.ts",
  },
  "deno run -P=test tests/models/engines/wasm/_make_fixtures.ts PATH_OF_LIBTENSORFLOW":
    { other: "it changes the fixtures" },
  "export FINALBN_QUEUE=rediss://user:password@host:6379": {
    other: "the shell's",
  },
  "job=$(sbatch --parsable clusters/slurm.sbatch)": SCHEDULER,
  'sbatch --dependency=afterany:"$job" --array=0 clusters/slurm.sbatch':
    SCHEDULER,
  "kubectl apply -f clusters/kubernetes.yaml": SCHEDULER,
  "until kubectl get job/finalbn -o jsonpath='{.status.conditions[*].type}' | grep -qwE 'Complete|Failed'; do sleep 60; done":
    SCHEDULER,
  'kubectl patch job/finalbn-merge --patch \'{"spec":{"suspend":false}}\'':
    SCHEDULER,
  "kubectl logs --follow job/finalbn-merge": SCHEDULER,
};
