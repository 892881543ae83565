/**
 * One process of `deno task speed`: says that it is ready, waits for a byte on
 * standard input so that several start together, measures, and prints its
 * rounds as JSON. Arguments: what {@linkcode startEngine} takes, and the options
 * of {@linkcode measureSpeed}, each as JSON.
 */
import { measureSpeed } from "../../models/speed.ts";
import { startEngine } from "../../models/start_engine.ts";

if (import.meta.main) {
  const [start = "", options = ""] = Deno.args;
  const { compile } = await startEngine(JSON.parse(start));
  console.log("ready");
  await Deno.stdin.read(new Uint8Array(1));
  console.log(JSON.stringify(measureSpeed(compile, JSON.parse(options))));
}
