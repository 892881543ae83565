/** What counts as one press, and what a later one does. */
import { assertEquals } from "@std/assert";

const MODULE = new URL(
  "../../../bench/tasks/stop_signal.ts",
  import.meta.url,
).href;

/** A task that is asked to finish and never does; it may be busy over it. */
const TASK = `
const { StopSignal } = await import("${MODULE}");
const stop = new StopSignal({
  nothing: "stopped: nothing was done",
  atOnce: "stopped: all of it is lost",
  tidy: () => console.log("tidied"),
});
stop.signal.addEventListener("abort", () => {
  console.log(stop.signal.reason.message, stop.isPressed);
  const end = performance.now() + Number(Deno.args[0]);
  while (performance.now() < end);
  console.log("asked");
});
setInterval(() => {}, 1000);
console.log("ready");
if (Deno.args[1]) stop.stop(Deno.args[1]);
`;

const isWindows = Deno.build.os === "windows";

/** Something that is waited for, or milliseconds, or a signal that is sent. */
type Step = "SIGINT" | "SIGTERM" | number | { says: string };

for (
  const [name, { busy = 0, reason = "", steps, says }] of Object.entries<{
    busy?: number;
    reason?: string;
    steps: Step[];
    says: string[];
  }>({
    "StopSignal asks once, and ends the process at a later press": {
      steps: ["SIGINT", { says: "asked" }, 1500, "SIGINT"],
      says: ["stopped: nothing was done true", "asked", "tidied"],
    },
    "StopSignal takes signals shortly after the first for the same press": {
      steps: ["SIGINT", { says: "asked" }, "SIGINT", 500, "SIGTERM", 1000]
        .concat(["SIGTERM"]) as Step[],
      says: ["stopped: nothing was done true", "asked", "tidied"],
    },
    "StopSignal takes them for the same, however late a busy process hears of them":
      {
        busy: 1500,
        steps: ["SIGTERM", 700, "SIGINT", { says: "asked" }, 1500, "SIGINT"],
        says: ["stopped: nothing was done true", "asked", "tidied"],
      },
    "StopSignal.stop() needs no first press": {
      reason: "the time is up",
      steps: [{ says: "asked" }, "SIGINT"],
      says: ["stopped: nothing was done false", "asked", "tidied"],
    },
  })
) {
  Deno.test({
    name,
    ignore: isWindows,
    fn: async () => {
      const task = new Deno.Command(Deno.execPath(), {
        args: ["eval", "--quiet", TASK, "--", String(busy), reason],
        stdout: "piped",
        stderr: "piped",
      }).spawn();
      const errors = new Response(task.stderr).text();
      const output = task.stdout.pipeThrough(new TextDecoderStream())
        .getReader();
      let seen = "";
      const waitFor = async (text: string) => {
        while (!seen.includes(text)) {
          const { value, done } = await output.read();
          if (done) throw new Error(`no "${text}" in "${seen}"`);
          seen += value;
        }
      };
      await waitFor("ready");
      for (const step of steps) {
        if (typeof step === "object") await waitFor(step.says);
        else if (typeof step === "string") task.kill(step);
        else await new Promise((resolve) => setTimeout(resolve, step));
      }
      await waitFor("tidied");
      assertEquals((await task.status).code, 130);
      assertEquals(seen.trim().split("\n"), ["ready", ...says]);
      const first = reason !== ""
        ? `stopping, ${reason}: Ctrl-C stops now`
        : steps[0] === "SIGTERM"
        ? "stopping: Ctrl-C, or another SIGTERM, stops now"
        : "stopping: press Ctrl-C again to stop now";
      assertEquals(
        await errors,
        `\n${first}\nstopped: all of it is lost\n`,
      );
      await output.cancel();
    },
  });
}
