/**
 * One process of `deno task speed`: says that it is ready, and answers each line
 * on standard input with images per second, so that several start together.
 * Arguments: what {@linkcode startEngine} takes, whether steps are compiled, and
 * the options of {@linkcode speedMeter}, each as JSON.
 */
import { speedMeter } from "../../models/training/speed.ts";
import { startEngine } from "../../models/engines/start_engine.ts";
import { eagerly } from "../../models/engines/step_compiler.ts";
import { readJsonLines } from "../trials/json_lines.ts";

if (import.meta.main) {
  const [start = "", isCompiled = "", options = ""] = Deno.args;
  const { compile } = await startEngine(JSON.parse(start));
  const measure = speedMeter(
    JSON.parse(isCompiled) ? compile : eagerly,
    JSON.parse(options),
  );
  console.log(`"ready"`);
  for await (const _ of readJsonLines(Deno.stdin.readable)) {
    console.log(JSON.stringify(measure()));
  }
}
