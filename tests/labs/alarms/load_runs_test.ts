import { assertEquals } from "@std/assert";
import { loadRuns } from "../../../labs/alarms/load_runs.ts";
import { everyKind } from "../../reports/_every_kind.ts";

Deno.test("loadRuns() tells epochs to a score from the score, and takes margins from the run", async () => {
  const run = everyKind();
  const claims = run.claims
    .filter(({ name }) => name === "gain" || name === "training-length");
  const [gain, length] = claims;
  const [sooner] = length!.statements;
  const lasting = { ...gain!.statements[0]!, name: "lasting" };
  // As in a run of 4 epochs.
  length!.statements = [{ ...sooner!, margin: 2 }, lasting];
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(
      `${folder}/run.json`,
      JSON.stringify({ ...run, claims }),
    );
    const { cells, assertions } = await loadRuns(folder, folder);
    assertEquals(
      cells.filter(({ cells }) => cells.includes("training-length/with"))
        .map(({ reaches, margin, bounds }) => [reaches, margin, bounds.lower]),
      [[undefined, 0.05, 0], [0.4, 2, 1]],
    );
    assertEquals(
      assertions.filter(({ key }) => key.startsWith("training-length"))
        .map(({ statement: { name, margin } }) => [name, margin]),
      [["sooner", 2], ["lasting", 0.05]],
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
