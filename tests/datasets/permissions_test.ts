import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { HUB } from "../../bench/run/data/named_weights.ts";
import { DATASETS } from "../../datasets/registry.ts";
import {
  misbehavingServer,
  redirectTo,
  wellBehaved,
} from "./acquire/_misbehaving_server.ts";
import { deno } from "../_process.ts";

const FILE = Uint8Array.from({ length: 500 }, (_, at) => at);

/** Where mirrors send their clients, as of 2026. */
const REDIRECTS = {
  "github.com": "raw.githubusercontent.com",
  "www.cs.toronto.edu": "cave.cs.toronto.edu",
  "data.mendeley.com":
    "prod-dcd-datasets-public-files-eu-west-1.s3.eu-west-1.amazonaws.com",
};

/** Where the hub of weights sends them, by region and by year, as of 2026. */
const HUB_REDIRECTS = [
  "us.aws.cdn.hf.co",
  "cas-bridge.xethub.hf.co",
  "cdn-lfs-us-1.hf.co",
];

Deno.test("deno.json lets the tasks reach every mirror, and where it leads", () => {
  const allowed: string[] = config.permissions.bench.net;
  const mirrors = DATASETS.flatMap(({ files }) => files)
    .flatMap((file) => file.mirrors)
    .map((url) => new URL(url).host);
  assert(mirrors.length > 0);
  for (const host of [...mirrors, ...Object.values(REDIRECTS)]) {
    assert(allowed.includes(host), `${host} is not allowed`);
  }
});

Deno.test("deno.json lets the tasks reach the hub, and where it leads", async () => {
  const reached = [new URL(HUB).host, ...HUB_REDIRECTS];
  const others = ["elsewhere.example", "hf.co.example"];
  const said = await run(
    ["--config", "deno.json", "-P=bench"],
    `for (const host of ${JSON.stringify([...reached, ...others])}) {
      console.log(Deno.permissions.querySync({ name: "net", host }).state);
    }`,
  );
  assertEquals(said.trim().split("\n"), [
    ...reached.map(() => "granted"),
    ...others.map(() => "prompt"),
  ]);
});

Deno.test("deno.json lets no task stop and ask for a permission", () => {
  const tasks = Object.values(config.tasks).map(({ command }) => command);
  const programs = tasks.flatMap((command) =>
    command.match(/deno run .*/) ?? []
  );
  assert(programs.length > 0);
  for (const command of programs) assertStringIncludes(command, "--no-prompt");
});

/** Fetches in a process that may reach some hosts alone; says what it says. */
async function fetchAllowing(
  hosts: string[],
  target: string,
  mirrors: string[],
): Promise<string> {
  const module = import.meta.resolve("../../datasets/acquire/fetch_file.ts");
  const options = { mirrors, sha256: undefined, pauseMilliseconds: 0 };
  const code = `import { fetchFile } from ${JSON.stringify(module)};
    await fetchFile(${JSON.stringify(target)}, ${JSON.stringify(options)})
      .then(() => console.log("fetched"), (error) => console.log(error.message));`;
  return await run(["-R", "-W", `--allow-net=${hosts.join(",")}`], code);
}

/** Runs code in a process of its own; says what it says. */
async function run(permissions: string[], code: string): Promise<string> {
  const args = [...permissions, "-"];
  const child = deno("run --quiet --no-lock --no-prompt", args, {
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const input = child.stdin.getWriter();
  await input.write(new TextEncoder().encode(code));
  await input.close();
  return new TextDecoder().decode((await child.output()).stdout);
}

Deno.test("fetchFile() says which host a mirror leads to that is not allowed", async () => {
  const folder = await Deno.makeTempDir();
  await using elsewhere = misbehavingServer(wellBehaved(FILE));
  await using mirror = misbehavingServer(redirectTo(elsewhere.url));
  const { host } = new URL(elsewhere.url);
  const said = await fetchAllowing(
    [new URL(mirror.url).host],
    `${folder}/train.bin`,
    [mirror.url],
  );
  assertEquals(
    said,
    `Cannot fetch train.bin: no mirror gave it\n  ${mirror.url}: there is no ` +
      `permission to reach "${host}"\nNext step: check the network or the ` +
      "proxy (HTTPS_PROXY); or fetch train.bin by hand, put it into a folder " +
      "and pass that with --data\n",
  );
  assertEquals(elsewhere.asked, []);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("fetchFile() goes on to the next mirror when one leads where it may not", async () => {
  const folder = await Deno.makeTempDir();
  await using elsewhere = misbehavingServer(wellBehaved(FILE));
  await using mirror = misbehavingServer(redirectTo(elsewhere.url));
  await using next = misbehavingServer(wellBehaved(FILE));
  const said = await fetchAllowing(
    [mirror, next].map(({ url }) => new URL(url).host),
    `${folder}/train.bin`,
    [mirror.url, next.url],
  );
  assertEquals(said, "fetched\n");
  assertEquals(await Deno.readFile(`${folder}/train.bin`), FILE);
  assertEquals([elsewhere.asked.length, next.asked.length], [0, 1]);
  await Deno.remove(folder, { recursive: true });
});
