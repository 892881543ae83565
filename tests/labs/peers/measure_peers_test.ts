/** Peers as they are, on the smallest set-up: whichever are installed. */
import { assert, assertEquals } from "@std/assert";
import { measurePeers } from "../../../labs/peers/measure_peers.ts";
import { type Peer, PEERS } from "../../../labs/peers/peer.ts";
import { findDataset } from "../../../datasets/registry.ts";
import { locateLibrary } from "../../../models/engines/tensorflow/locate.ts";
import { missing, packages } from "./_installed.ts";
import { TINY } from "./_samples.ts";

/** Those that compile for longer than all others take together. */
const SLOW = ["pytorch-compile", "keras-jit"];

const library = locateLibrary("cpu")?.path;

/** It needs a processor with bfloat16; the engine is told that there is none. */
const REFUSED = "suite-bf16";

/** In one way each. */
const installed = PEERS.filter(({ name, runtime }) =>
  !SLOW.includes(name) && (runtime === "deno" || packages.has(runtime))
).map((peer): Peer => ({ ...peer, variants: [peer.variants[0]] }));

const without = missing.length === 0
  ? ""
  : ` (without ${missing.join(" and ")}: deno task peers fetches them)`;
const reason = library === undefined ? " (skipped: no libtensorflow)" : without;

/** Enough steps for a difference to show. */
const SET_UP = { ...TINY, majorityCount: 200, epochs: 3 };

const ROUNDS = 3;

Deno.test({
  name: `no installed peer is shown to train something else${reason}`,
  ignore: library === undefined,
  async fn() {
    const scratch = await Deno.makeTempDir();
    const [report] = await Array.fromAsync(measurePeers({
      setUps: [SET_UP],
      peers: installed,
      packages,
      scratch,
      rounds: ROUNDS,
      cores: [undefined],
      onProgress() {},
      dataset: await findDataset("leaves").load({
        data: undefined,
        images: undefined,
        cache: "",
      }, { size: 32 }),
      engine: {
        name: "tensorflow",
        library: library!,
        device: "cpu",
        instructionSet: "any",
        precisions: ["f32"],
      },
    }));
    const { rows, leftOut, differences, peaks } = report!;
    assertEquals([...leftOut], [[
      REFUSED,
      "it ended with exit code 1: Cannot train in bf16: the engine tensorflow " +
      "cannot on this processor. Next step: --precision f32",
    ]]);
    const trained = installed.map(({ name }) => name)
      .filter((name) => name !== REFUSED);
    assertEquals(rows.map(({ peer }) => peer), trained);
    for (const { rate, coreShare } of rows) {
      assert(rate.lowest > 0 && coreShare.lowest > 0);
    }
    assertEquals(differences.length, 4 * (trained.length - 1));
    for (const { peer, measure, head, isShown } of differences) {
      assert(!isShown, `${measure} of ${peer}, ${head}`);
    }
    assertEquals(peaks.length, packages.size > 0 ? ROUNDS : 0);
    assertEquals(await Array.fromAsync(Deno.readDir(scratch)), []);
    await Deno.remove(scratch);
  },
});
