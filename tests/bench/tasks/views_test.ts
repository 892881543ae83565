/** What a run tells, on a terminal and elsewhere. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { library } from "../../_engine.ts";
import { Screen } from "../../reports/_screen.ts";
import { words } from "../../_process.ts";
import { noTerminal, onTerminal, type TerminalAction } from "./_on_terminal.ts";
import { runTask, taskArguments } from "./_run.ts";

/** Twelve trainings that end in no time. */
const SMALL = words(
  "--filter inference --seeds 6 --model small-cnn --majority-count 64 --minority-count 4 --device cpu",
);

async function benchOnTerminal(
  args: string[],
  { action, env = {} }: {
    action: TerminalAction;
    env?: Record<string, string>;
  },
) {
  const command = [Deno.execPath(), ...taskArguments("bench", args)];
  const outcome = await onTerminal(command, { actions: [action], env });
  const screen = new Screen(70);
  const [before = "", after = ""] = outcome.parts;
  screen.write(before);
  if (typeof action.does === "number") screen.resize(action.does);
  screen.write(after);
  return { ...outcome, screen };
}

const reason = library === undefined
  ? " (skipped: no libtensorflow)"
  : noTerminal;

Deno.test({
  name:
    `deno task bench draws on a terminal, redraws a narrower one, and cleans up; --json and --quiet tell the same${reason}`,
  ignore: reason !== "",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const args = [...SMALL, "--epochs", "1", "--out", folder];
    const { code, screen, seen } = await benchOnTerminal(args, {
      action: { after: " 2/12 trials", does: 40 },
      env: { NO_COLOR: "1" },
    });
    assertEquals(code, 0, seen);
    assertStringIncludes(seen, "\x1b[J");
    assert(!/\[3\dm/.test(seen), "there is colour");
    // Every step was drawn, and none is left.
    for (let done = 0; done <= 12; done++) {
      assertStringIncludes(seen, `${done}/12 trials`);
    }
    const left = screen.lines.join("");
    assert(!left.includes("/12 trials") && !left.includes("█"), left);
    assertStringIncludes(left, "verdicts on leaves small-cnn");

    const json = await runTask("bench", [...args, "--json"]);
    assertEquals(json.code, 0, json.stderr);
    const events = json.stdout.trimEnd().split("\n").map((line) =>
      JSON.parse(line)
    );
    assertEquals(
      events.map(({ event }) => event),
      ["started", "round", "verdict", "finished"],
    );
    assertEquals([events[0].trials, events[1].kept], [12, 12]);
    assertEquals(events.at(-1).exitCode, 0);

    const quiet = await runTask("bench", [...args, "--quiet"]);
    assertEquals([quiet.code, quiet.stderr], [0, ""]);
    assert(quiet.stdout.startsWith("verdicts on leaves small-cnn, for "));
    assertStringIncludes(
      quiet.stdout,
      `  ${events.at(-2).statement.verdict} `,
    );
    assertStringIncludes(quiet.stdout, "\n1 claim: ");
    assertEquals(quiet.stdout.trimEnd().split("\n").length, 7);
    await Deno.remove(folder, { recursive: true });
  },
});
