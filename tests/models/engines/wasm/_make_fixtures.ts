/**
 * Writes what TensorFlow computes of the cases and trainings, as JSON: to
 * `fixtures.json` in this folder, or to standard output.
 *
 * deno run -P=test tests/models/engines/wasm/_make_fixtures.ts LIBRARY [--print]
 */
import { startEngine } from "../../../../models/engines/start_engine.ts";
import { CASES } from "./_cases.ts";
import { rounded } from "./_fixtures.ts";
import { train } from "./_trainings.ts";

const [library = "", print] = Deno.args;
const { compile } = await startEngine({
  name: "tensorflow",
  library,
  device: "cpu",
  instructionSet: "any",
});
const cases = CASES.map(({ name, compute }) => [
  name,
  compute().map((tensor) => ({
    shape: tensor.shape,
    values: rounded(tensor.dataSync()),
  })),
]);
const trainings = Object.entries(train(compile)).map(([name, lists]) => [
  name,
  lists.map(rounded),
]);
const text = JSON.stringify({
  cases: Object.fromEntries(cases),
  trainings: Object.fromEntries(trainings),
}) + "\n";
if (print === "--print") console.log(text);
else await Deno.writeTextFile(new URL("fixtures.json", import.meta.url), text);
