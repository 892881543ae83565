/** What a run tells, on a terminal and elsewhere. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { library } from "../../_engine.ts";
import { canRun, runPython } from "../../_python.ts";
import { Screen } from "../../reports/_screen.ts";
import { runTask, taskArguments, words } from "./_run.ts";

/** Twelve trainings that end in no time. */
const SMALL = words(
  "--filter inference --seeds 6 --model small-cnn --majority-count 64 --minority-count 4 --device cpu",
);

/** Runs a program on a terminal of 70 columns, and does something to it. */
const ON_TERMINAL = `
import fcntl, os, pty, struct, sys, termios
def resize(columns):
    size = struct.pack("HHHH", 24, columns, 0, 0)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, size)
out, moment, action, *command = sys.argv[1:]
process, terminal = pty.fork()
if process == 0:
    os.execvp(command[0], command)
resize(70)
seen, at = b"", None
while True:
    try:
        data = os.read(terminal, 65536)
    except OSError:
        break
    if not data:
        break
    seen += data
    if at is None and moment.encode() in seen:
        at = len(seen)
        if action == "narrow":
            resize(40)
        else:
            os.write(terminal, b"\\x03")
_, status = os.waitpid(process, 0)
with open(out, "wb") as file:
    file.write(seen)
print(os.waitstatus_to_exitcode(status), at)
`;

async function onTerminal(
  { folder, args, moment, action, env = "" }: {
    folder: string;
    args: string[];
    moment: string;
    action: "narrow" | "interrupt";
    env?: string;
  },
) {
  const command = ["env", ...env.split(" ").filter(Boolean), Deno.execPath()];
  const { text } = await runPython(ON_TERMINAL, [
    `${folder}/seen`,
    moment,
    action,
    ...command,
    ...taskArguments("bench", [...SMALL, ...args, "--out", folder]),
  ]);
  const [code, at] = text.trim().split(" ").map(Number);
  const bytes = await Deno.readFile(`${folder}/seen`);
  const decoder = new TextDecoder();
  const screen = new Screen(70);
  screen.write(decoder.decode(bytes.subarray(0, at), { stream: true }));
  if (action === "narrow") screen.resize(40);
  screen.write(decoder.decode(bytes.subarray(at)));
  return { code, screen, seen: new TextDecoder().decode(bytes), text };
}

const hasTerminal = Deno.build.os !== "windows" &&
  await canRun("python3", "-c", "import pty, termios");
const reason = library === undefined
  ? " (skipped: no libtensorflow)"
  : hasTerminal
  ? ""
  : " (skipped: no Python with pseudo-terminals)";

Deno.test({
  name:
    `deno task bench draws on a terminal, redraws a narrower one, and cleans up; --json and --quiet tell the same${reason}`,
  ignore: reason !== "",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const { code, screen, seen, text } = await onTerminal({
      folder,
      args: ["--epochs", "1"],
      moment: " 2/12 trials",
      action: "narrow",
      env: "NO_COLOR=1",
    });
    assertEquals(code, 0, text + seen);
    assertStringIncludes(seen, "\x1b[J");
    assert(!/\[3\dm/.test(seen), "there is colour");
    // Every step was drawn, and none is left.
    for (let done = 0; done <= 12; done++) {
      assertStringIncludes(seen, `${done}/12 trials`);
    }
    const left = screen.lines.join("");
    assert(!left.includes("/12 trials") && !left.includes("█"), left);
    assertStringIncludes(left, "verdicts on leaves small-cnn");

    const args = [...SMALL, "--epochs", "1", "--out", folder];
    const json = await runTask("bench", [...args, "--json"]);
    assertEquals(json.code, 0, json.stderr);
    const events = json.stdout.trimEnd().split("\n").map((line) =>
      JSON.parse(line)
    );
    assertEquals(
      events.map(({ event, isFinal }) => isFinal ? `${event}, final` : event),
      ["started", "study", "verdict", "verdict, final", "finished"],
    );
    assertEquals([events[0].trials, events[1].kept], [12, 12]);
    assertEquals(events.at(-1).exitCode, 0);

    const quiet = await runTask("bench", [...args, "--quiet"]);
    assertEquals([quiet.code, quiet.stderr], [0, ""]);
    assert(quiet.stdout.startsWith("verdicts on leaves small-cnn, about "));
    assertStringIncludes(
      quiet.stdout,
      `  ${events.at(-2).statement.verdict}  `,
    );
    assertEquals(quiet.stdout.trimEnd().split("\n").length, 3);
    await Deno.remove(folder, { recursive: true });
  },
});

Deno.test({
  name: `deno task bench cleans a terminal up on Ctrl-C${reason}`,
  ignore: reason !== "",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const { code, screen, seen } = await onTerminal({
      folder,
      args: ["--epochs", "2"],
      moment: " 1/12 trials",
      action: "interrupt",
    });
    assertEquals(code, 130, seen);
    const left = screen.lines.join("\n");
    assertStringIncludes(left, "stopping: what is being trained is finished");
    assert(!left.includes("/12 trials") && !left.includes("█"), left);
    assertStringIncludes(left, "(partial: the run was interrupted)");
    await Deno.remove(folder, { recursive: true });
  },
});
