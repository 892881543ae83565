/** Runs programs on a pseudo-terminal, as a user does, and presses keys there. */
import { canRun, runPython } from "../../_python.ts";

/** Something that is done to a program on a terminal. */
export interface TerminalAction {
  /** The text that is waited for: all that was said since the last action. */
  after: string;
  /** Seconds that are waited then. @default {0} */
  seconds?: number;
  /**
   * Ctrl-C as the byte that the key sends, a signal to the program or to its
   * process group, or a window of so many columns.
   */
  does: "press" | "terminate" | "terminate group" | number;
}

/** What came of a program. */
export interface TerminalOutcome {
  /** Its exit code; that of a signal is negative. */
  code: number;
  /** All that it wrote, with what the terminal echoed. */
  seen: string;
  /** The same, cut where something was done. */
  parts: string[];
}

/** Its arguments: columns, a file for what is seen, actions, and a command. */
const PROGRAM = `
import fcntl, json, os, pty, select, signal, struct, sys, termios, time
columns, out, actions, *command = sys.argv[1:]
actions = json.loads(actions)
process, terminal = pty.fork()
if process == 0:
    os.execvp(command[0], command)
def resize(columns):
    size = struct.pack("HHHH", 24, columns, 0, 0)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, size)
def act(does):
    if does == "press":
        os.write(terminal, b"\\x03")
    elif does == "terminate":
        os.kill(process, signal.SIGTERM)
    elif does == "terminate group":
        os.killpg(process, signal.SIGTERM)
    else:
        resize(does)
resize(int(columns))
seen, cuts, due = b"", [], None
while True:
    if actions and due is None:
        if actions[0]["after"].encode() in seen[cuts[-1] if cuts else 0:]:
            due = time.monotonic() + actions[0].get("seconds", 0)
    if due is not None and time.monotonic() >= due:
        cuts.append(len(seen))
        act(actions.pop(0)["does"])
        due = None
        continue
    wait = 1 if due is None else max(0, due - time.monotonic())
    if not select.select([terminal], [], [], wait)[0]:
        continue
    try:
        data = os.read(terminal, 65536)
    except OSError:
        break
    if not data:
        break
    seen += data
_, status = os.waitpid(process, 0)
with open(out, "wb") as file:
    file.write(seen)
print(json.dumps([os.waitstatus_to_exitcode(status), cuts]))
`;

/** Why there is no pseudo-terminal here; empty if there is. */
export const noTerminal = Deno.build.os !== "windows" &&
    await canRun("python3", "-c", "import pty, termios")
  ? ""
  : " (skipped: no Python with pseudo-terminals)";

/**
 * Runs a program on a terminal of its own to its end.
 *
 * @param command The program and its arguments.
 * @param options What is done to it, one after the other; its environment
 * beside that of the test; how many columns the terminal has.
 */
export async function onTerminal(
  command: readonly string[],
  { actions, env = {}, columns = 70 }: {
    actions: readonly TerminalAction[];
    env?: Readonly<Record<string, string>>;
    columns?: number;
  },
): Promise<TerminalOutcome> {
  const file = await Deno.makeTempFile();
  const variables = Object.entries(env).map(([name, value]) =>
    `${name}=${value}`
  );
  const { text } = await runPython(PROGRAM, [
    String(columns),
    file,
    JSON.stringify(actions),
    "env",
    ...variables,
    ...command,
  ]);
  const bytes = await Deno.readFile(file);
  await Deno.remove(file);
  const [code, cuts] = JSON.parse(text.split("\n")[0]!) as [number, number[]];
  const decoder = new TextDecoder();
  const parts = [0, ...cuts].map((from, at) =>
    decoder.decode(bytes.subarray(from, cuts[at]), { stream: true })
  );
  return { code, seen: parts.join(""), parts };
}
