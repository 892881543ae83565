/**
 * The project's own workflows: what they run is right, they may do no more than
 * they need, and each is checked by its own tools where these are on the PATH.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/yaml";
import { readSettings } from "../bench/run/settings/settings.ts";
import { canRun } from "./_python.ts";
import { outcomeOf } from "./_process.ts";

const FOLDER = new URL("../.github/workflows/", import.meta.url);
const NAMES = ["pull-request.yml", "schedule.yml", "release.yml"];

interface Step {
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}

interface Workflow {
  on: { schedule?: { cron: string }[] };
  permissions: Record<string, string>;
  jobs: Record<string, {
    permissions?: Record<string, string>;
    "timeout-minutes": number;
    steps: Step[];
  }>;
}

/** The one that docs/ci.md shows. */
const SHOWN = "docs/ci.md";

function read(name: string): string {
  if (name !== SHOWN) return Deno.readTextFileSync(new URL(name, FOLDER));
  const page = Deno.readTextFileSync(new URL(`../../${SHOWN}`, FOLDER));
  return page.split("```yaml\n")[1]!.split("```")[0]!;
}
const open = (name: string) => parse(read(name)) as Workflow;

function stepsOf(name: string): Step[] {
  return Object.values(open(name).jobs).flatMap(({ steps }) => steps);
}

function scriptOf(name: string, part: string): string {
  const found = stepsOf(name).flatMap(({ run }) => run ?? [])
    .filter((run) => run.includes(part));
  assertEquals(found.length, 1, `${name}: ${part}`);
  return found[0]!;
}

/** What stands in for programs: each notes how it is called. */
const STAND_INS = `
npx() { printf '%s\\n' "npx $*" >> calls; echo "$SAYS"; return "$CODE"; }
gh() {
  printf '%s\\n' "gh $*" >> calls
  case "$2" in "$FAILING") return 1 ;; list) echo "$SAYS" ;; esac
}
`;

/** Runs a step's script as GitHub does, with programs that stand in. */
async function runStep(
  script: string,
  { says = "", code = 0, failing = "", env = {}, files = {} }: {
    says?: string;
    /** What npx ends with. */
    code?: number;
    /** What gh cannot do. */
    failing?: string;
    env?: Record<string, string>;
    files?: Record<string, string>;
  },
) {
  const cwd = await Deno.makeTempDir();
  for (const [name, text] of Object.entries(files)) {
    await Deno.mkdir(`${cwd}/${name}`.replace(/[^/]*$/, ""), {
      recursive: true,
    });
    await Deno.writeTextFile(`${cwd}/${name}`, text);
  }
  const { code: exit, stderr } = await outcomeOf(
    new Deno.Command("bash", {
      args: ["-e", "-o", "pipefail", "-c", STAND_INS + script],
      cwd,
      clearEnv: true,
      env: {
        PATH: "/usr/bin:/bin",
        SAYS: says,
        CODE: String(code),
        FAILING: failing,
        GITHUB_OUTPUT: "output",
        GITHUB_STEP_SUMMARY: "summary",
        ...env,
      },
    }),
  );
  const textOf = (name: string) =>
    Deno.readTextFile(`${cwd}/${name}`).catch(() => "");
  const outcome = {
    code: exit,
    stderr,
    calls: (await textOf("calls")).split("\n").filter(Boolean),
    output: await textOf("output"),
    body: await textOf("body.md"),
  };
  await Deno.remove(cwd, { recursive: true });
  return outcome;
}

for (const name of [...NAMES, SHOWN]) {
  Deno.test(`${name} may read, and write just where a job needs to`, () => {
    const { permissions, jobs } = open(name);
    assertEquals(permissions, { contents: "read" });
    const more = Object.entries(jobs)
      .flatMap(([job, { permissions }]) =>
        permissions === undefined ? [] : [[job, permissions]]
      );
    assertEquals(Object.fromEntries(more), {
      ...(name === "schedule.yml" && {
        history: { actions: "read", contents: "read" },
        alarm: { issues: "write" },
      }),
      ...(name === "release.yml" && { release: { contents: "write" } }),
    });
    for (const { uses, with: options } of stepsOf(name)) {
      if (uses?.startsWith("actions/checkout@")) {
        assertEquals(options?.["persist-credentials"], false);
      }
    }
  });

  Deno.test(`${name} names actions by a major version, and jobs that end`, () => {
    for (const { uses } of stepsOf(name)) {
      if (uses !== undefined) {
        assert(/^actions\/[a-z-]+(\/[a-z]+)?@v\d+$/.test(uses), uses);
      }
    }
    for (const job of Object.values(open(name).jobs)) {
      assert(job["timeout-minutes"] > 0 && job["timeout-minutes"] < 360);
    }
  });

  Deno.test(`${name} puts nothing into scripts that others may write`, () => {
    for (const { run = "" } of stepsOf(name)) {
      assert(!run.includes("${{"), run);
      for (const [, version] of run.matchAll(/deno@(\S+)/g)) {
        assertEquals(version, "2.9.6");
      }
    }
  });
}

for (const name of ["pull-request.yml", "schedule.yml", SHOWN]) {
  Deno.test(`${name} keeps trials of a red job, too`, () => {
    // actions/cache by itself saves only what a green job leaves.
    const steps = stepsOf(name).filter(({ with: options }) =>
      options?.path === "kept"
    );
    assertEquals(steps.map(({ uses }) => uses?.split("@")[0]), [
      "actions/cache/restore",
      "actions/cache/save",
    ]);
    assert(steps[1]!.if?.startsWith("always()"));
  });
}

Deno.test("workflows keep trials under names of which none begins another", () => {
  const prefixes = ["pull-request.yml", "schedule.yml", SHOWN].map((name) => {
    const [restore, save] = stepsOf(name).flatMap(({ with: options }) =>
      options?.path === "kept" ? [options] : []
    );
    const prefix = `${restore!["restore-keys"]}`;
    for (const step of [restore, save]) {
      assert(`${step?.key}`.startsWith(`${prefix}\${{`), name);
    }
    return prefix;
  });
  const taken = prefixes.filter((each, at) =>
    prefixes.some((other, of) => of !== at && each.startsWith(other))
  );
  assertEquals(taken, []);
});

Deno.test("pull-request.yml runs the quick profile of the claims that changed", async () => {
  const found = await runStep(scriptOf("pull-request.yml", "task changed"), {
    says: "gain,control",
    env: { SINCE: "origin/main" },
  });
  assertEquals(found.code, 0, found.stderr);
  assertEquals(found.calls, [
    "npx -y deno@2.9.6 task changed --since origin/main",
  ]);
  assertEquals(found.output, "claims=gain,control\n");
  const run = await runStep(scriptOf("pull-request.yml", "task bench"), {
    env: { CLAIMS: "gain,control" },
  });
  const [call = ""] = run.calls;
  const settings = await readSettings(
    call.split(" task bench ")[1]!.split(" "),
    { cores: 2 },
  );
  assertEquals([settings.profile, settings.filter], [
    "quick",
    ["gain", "control"],
  ]);
});

Deno.test("docs/ci.md shows a workflow that checks the quick profile", async () => {
  const run = await runStep(scriptOf(SHOWN, "task bench"), {});
  const settings = await readSettings(
    run.calls[0]!.split(" task bench ")[1]!.split(" "),
    { cores: 2 },
  );
  assertEquals([settings.profile, settings.confirm], ["quick", true]);
});

Deno.test("pull-request.yml is red where the claims cannot be told", async () => {
  const script = scriptOf("pull-request.yml", "task changed");
  const { code } = await runStep(script, { code: 2, env: { SINCE: "x" } });
  assertEquals(code, 2);
});

Deno.test("schedule.yml runs at an odd minute", () => {
  const [schedule] = open("schedule.yml").on.schedule!;
  assertEquals(Number(schedule!.cron.split(" ")[0]) % 2, 1);
});

Deno.test("schedule.yml confirms departures, and hands the exit code on", async () => {
  const script = scriptOf("schedule.yml", "task bench");
  const ran = { summary: "## no", "reports/standard/run.json": "{}" };
  for (const [code, ends] of [[0, 0], [1, 1], [4, 4], [130, 0]] as const) {
    const run = await runStep(script, { code, files: ran });
    assertEquals([run.code, run.output], [ends, `code=${code}\n`], run.stderr);
    const settings = await readSettings(
      run.calls[0]!.split(" task bench ")[1]!.split(" "),
      { cores: 2 },
    );
    assertEquals(settings.profile, "standard");
    assert(settings.confirm && settings.maxSeconds! / 60 < 355);
    assertStringIncludes(settings.store, "kept/");
  }
});

Deno.test("schedule.yml takes a failure of Deno, before a run, for no departure", async () => {
  const script = scriptOf("schedule.yml", "task bench");
  const run = await runStep(script, { code: 1, files: { summary: "" } });
  assertEquals([run.code, run.output], [4, "code=4\n"], run.stderr);
});

for (
  const [number, does] of [["", "issue create"], ["7", "issue comment 7"]]
) {
  Deno.test(`schedule.yml alarms by gh ${does}`, async () => {
    const { code, stderr, calls, body } = await runStep(
      scriptOf("schedule.yml", "gh issue"),
      {
        says: number!,
        env: { TITLE: "It is not as reviewed", RUN: "https://example.org/1" },
        files: { "reports/summary.md": "## verdicts\n" + "x".repeat(9e4) },
      },
    );
    assertEquals(code, 0, stderr);
    assertEquals(calls.length, 2);
    assertStringIncludes(calls[0]!, "gh issue list --state open");
    assert(calls[1]!.startsWith(`gh ${does} `), calls[1]);
    assert(
      body.startsWith("Found by https://example.org/1"),
    );
    assert(body.includes("## verdicts") && body.length < 65_536);
  });
}

Deno.test("schedule.yml puts the runs in a row whose reports are there", async () => {
  const script = scriptOf("schedule.yml", "task history");
  const { code, stderr, calls } = await runStep(script, { says: "12\n34" });
  assertEquals(code, 0, stderr);
  const [list = "", ...others] = calls;
  assertStringIncludes(list, "gh run list --workflow schedule.yml");
  assertStringIncludes(list, "--status completed");
  assertEquals(others, [
    "gh run download 12 --name reports --dir runs/12",
    "gh run download 34 --name reports --dir runs/34",
    "npx -y deno@2.9.6 task history runs --out reports/history",
  ]);
  // What a run left no longer, or never had, stops nothing.
  const gone = await runStep(script, { says: "12\n34", failing: "download" });
  assertEquals([gone.code, gone.calls], [0, calls], gone.stderr);
  assertEquals(
    (await runStep(script, { says: "12", failing: "list" })).calls.length,
    1,
  );
  assertEquals((await runStep(script, { says: "12", code: 4 })).code, 4);
});

Deno.test("schedule.yml takes what this run left, and keeps what comes of it", () => {
  const { steps } = open("schedule.yml").jobs.history!;
  const named = (action: string) =>
    steps.find(({ uses = "" }) => uses.startsWith(`actions/${action}@`))?.with;
  const kept = stepsOf("schedule.yml").find(({ with: options }) =>
    options?.path === "reports/standard"
  );
  const { name, path } = named("download-artifact")!;
  assertEquals([name, path], [kept?.with?.name, "runs/this"]);
  assertEquals(named("upload-artifact")?.path, "reports/history");
});

Deno.test("release.yml asks for the version of the tag everywhere", async () => {
  const script = scriptOf("release.yml", "jq");
  const files = {
    "deno.json": '{ "version": "1.2.3" }',
    "CITATION.cff": "title: x\nversion: 1.2.3\n",
  };
  const check = async (tag: string, changes = {}) =>
    (await runStep(`jq() { echo 1.2.3; }\n${script}`, {
      files: { ...files, ...changes },
      env: { GITHUB_REF_NAME: tag },
    })).code;
  assertEquals(await check("v1.2.3"), 0);
  assertEquals(await check("v1.2.4"), 1);
  assertEquals(
    await check("v1.2.3", { "CITATION.cff": "version: 1.2.30\n" }),
    1,
  );
});

Deno.test("CITATION.cff has the version of deno.json", () => {
  const textOf = (name: string) =>
    Deno.readTextFileSync(new URL(`../../${name}`, FOLDER));
  const { version } = parse(textOf("CITATION.cff")) as { version: string };
  assertEquals(version, JSON.parse(textOf("deno.json")).version);
});

const SCHEMA = ["--builtin-schema", "vendor.github-workflows"];
const VALIDATORS = [
  ...NAMES.map((name) => ({
    name,
    command: ["actionlint", new URL(name, FOLDER).pathname],
    version: ["actionlint", "-version"],
  })),
  ...NAMES.map((name) => ({
    name,
    command: ["check-jsonschema", ...SCHEMA, new URL(name, FOLDER).pathname],
    version: ["check-jsonschema", "--version"],
  })),
  {
    name: "CITATION.cff",
    command: [
      "cffconvert",
      "--validate",
      "--infile",
      new URL("../../CITATION.cff", FOLDER).pathname,
    ],
    version: ["cffconvert", "--version"],
  },
];

for (const { name, command: [program = "", ...args], version } of VALIDATORS) {
  const isThere = await canRun(...version);
  const reason = isThere ? "" : ` (skipped: there is no ${program})`;
  Deno.test({
    name: `${name} passes ${program}${reason}`,
    ignore: !isThere,
    fn: async () => {
      const { code, stdout, stderr } = await outcomeOf(
        new Deno.Command(program, { args }),
      );
      assertEquals(code, 0, stdout + stderr);
    },
  });
}
