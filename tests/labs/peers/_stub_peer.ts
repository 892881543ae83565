/**
 * A peer that trains nothing. Arguments: its name, the seconds that an arm is
 * to have taken, a file that it writes its name into at each trial, and the
 * seed over which it dies, if any.
 */
import type { TrialCommand } from "../../../labs/peers/messages.ts";
import { jsonLine, readJsonLines } from "../../../bench/trials/json_lines.ts";

const [name = "", seconds = "1", log = "", fatal] = Deno.args;

reply({
  type: "ready",
  versions: `stub ${name}`,
  multiplyAdds: { forward: 100, first: 10 },
});
for await (const message of readJsonLines(Deno.stdin.readable)) {
  const { seed, epochs, heads } = message as TrialCommand;
  if (String(seed) === fatal) {
    console.error("its last lines");
    Deno.exit(3);
  }
  Deno.writeTextFileSync(log, `${name} ${seed}\n`, { append: true });
  const arms = heads.map((head) => ({
    head,
    trainSeconds: Number(seconds),
    evaluateSeconds: 0,
    cpuSeconds: Number(seconds),
    losses: Array.from({ length: epochs }, () => 0.5),
    minorityF1: 0.5,
  }));
  reply({ type: "trial", arms });
}

function reply(message: unknown): void {
  Deno.stdout.writeSync(jsonLine(message));
}
