/**
 * One process of `deno task speed`: says that it is ready, measures once for
 * each byte on standard input, so that several start together, and prints what
 * it measured as a line of JSON. Arguments: what {@linkcode startEngine} takes,
 * whether steps are compiled, and the options of {@linkcode speedMeter}, each as
 * JSON.
 */
import { speedMeter } from "../../models/speed.ts";
import { startEngine } from "../../models/start_engine.ts";
import { eagerly } from "../../models/step_compiler.ts";
import { peakMemory } from "./_peak_memory.ts";

/** One measurement. */
export interface SpeedLine {
  imagesPerSecond: number;
  /** The most memory of the process so far; absent where it is not known. */
  peakBytes?: number | undefined;
}

if (import.meta.main) {
  const [start = "", isCompiled = "", options = ""] = Deno.args;
  const { compile } = await startEngine(JSON.parse(start));
  const measure = speedMeter(
    JSON.parse(isCompiled) ? compile : eagerly,
    JSON.parse(options),
  );
  console.log("ready");
  const byte = new Uint8Array(1);
  while (await Deno.stdin.read(byte) !== null) {
    const imagesPerSecond = measure();
    const line: SpeedLine = { imagesPerSecond, peakBytes: peakMemory() };
    console.log(JSON.stringify(line));
  }
}
