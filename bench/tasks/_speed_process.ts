/**
 * One process of `deno task speed`: says that it is ready, waits for a byte on
 * standard input so that several start together, measures, and prints its
 * rounds as JSON. Arguments: the library's path, and the options of
 * {@linkcode measureSpeed} as JSON.
 */
import { measureSpeed } from "../../models/speed.ts";
import { startTensorFlow } from "../../models/tensorflow/backend.ts";

if (import.meta.main) {
  const [library = "", options = ""] = Deno.args;
  await startTensorFlow(library, { gpu: false });
  console.log("ready");
  await Deno.stdin.read(new Uint8Array(1));
  console.log(JSON.stringify(measureSpeed(JSON.parse(options))));
}
